import { randomInt } from 'node:crypto';
import { request } from 'node:https';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 48;
const TRIES = 5;

export interface KubernetesApi {
  url: string;
  token: string;
  ca: string;
  namespace: string;
}

interface Answer {
  status: number;
  body: string;
}

interface SecretObject {
  metadata: { resourceVersion: string };
  data?: Record<string, string>;
}

/** Letters and digits only: some of these end up in configuration files that know no quoting. */
export function randomSecret(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/**
 * Gives every wanted key that a Secret lacks a value: the one asked for, or a random one. What is there stays as it
 * is. Two that fill at once cannot both win: a patch holds only for the version that was read. Answers the names of
 * the keys that were added.
 */
export async function fillSecret(
  api: KubernetesApi,
  name: string,
  wanted: ReadonlyMap<string, string | null>,
): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await call(api, 'GET', name);
    if (found.status !== 200) throw new Error(`Secret ${name} cannot be read: ${found.status} ${found.body}`);
    const secret = JSON.parse(found.body) as SecretObject;
    const missing = [...wanted].filter(([key]) => !secret.data?.[key]);
    if (missing.length === 0) return [];
    const data = missing.map(([key, value]) => [
      key,
      Buffer.from(value ?? randomSecret()).toString('base64'),
    ]);
    const patch = {
      metadata: { resourceVersion: secret.metadata.resourceVersion },
      data: Object.fromEntries(data) as Record<string, string>,
    };
    const patched = await call(api, 'PATCH', name, patch);
    if (patched.status === 200) return missing.map(([key]) => key);
    if (patched.status !== 409 || attempt === TRIES)
      throw new Error(`Secret ${name} cannot be filled: ${patched.status} ${patched.body}`);
  }
}

function call(api: KubernetesApi, method: 'GET' | 'PATCH', name: string, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${api.url}/api/v1/namespaces/${api.namespace}/secrets/${encodeURIComponent(name)}`,
      {
        method,
        ca: api.ca,
        timeout: 10_000,
        headers: {
          authorization: `Bearer ${api.token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/merge-patch+json' }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('the Kubernetes API does not answer')));
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
