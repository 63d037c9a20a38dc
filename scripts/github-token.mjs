// A credential for kubectl and helm from the workflow's own identity: asked for again whenever the last one ends.
import { Buffer } from 'node:buffer';
import { explain } from './console.mjs';

try {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = process.env;
  const audience = process.env.KUBE_AUDIENCE ?? '';
  const answer = await fetch(`${url}&audience=${encodeURIComponent(audience)}`, {
    headers: { authorization: `bearer ${bearer}` },
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`no token for ${audience}: ${answer.status}`);
  const { value: token } = await answer.json();
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
  const status = { token, expirationTimestamp: new Date(exp * 1000).toISOString() };
  const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status };
  process.stdout.write(JSON.stringify(credential));
} catch (error) {
  process.exitCode = explain(error);
}
