import { readFileSync } from 'node:fs';
import { fillSecret } from '../platform/kubernetes/fill-secret.ts';
import type { KubernetesApi } from '../platform/kubernetes/fill-secret.ts';

const USAGE = 'usage: make-secrets SECRET/KEY… or SECRET/KEY=VALUE…';
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What is wanted, by Secret: a value, or null for a random one. */
function parse(args: readonly string[]): Map<string, Map<string, string | null>> {
  const wanted = new Map<string, Map<string, string | null>>();
  for (const arg of args) {
    const [, secret, key, value] = /^([^/]+)\/([\w.-]+)(?:=(.*))?$/.exec(arg) ?? [];
    if (secret === undefined || key === undefined) throw new Error(USAGE);
    const keys = wanted.get(secret) ?? new Map<string, string | null>();
    wanted.set(secret, keys.set(key, value ?? null));
  }
  if (wanted.size === 0) throw new Error(USAGE);
  return wanted;
}

function api(): KubernetesApi {
  const file = (name: string) => readFileSync(`${ACCOUNT}/${name}`, 'utf8').trim();
  return {
    url: 'https://kubernetes.default.svc',
    token: file('token'),
    ca: file('ca.crt'),
    namespace: file('namespace'),
  };
}

try {
  const wanted = parse(process.argv.slice(2));
  const cluster = api();
  for (const [secret, keys] of wanted) {
    const made = await fillSecret(cluster, secret, keys);
    console.log(made.length === 0 ? `${secret}: complete` : `${secret}: made ${made.join(', ')}`);
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = error.message === USAGE ? 2 : 1;
}
