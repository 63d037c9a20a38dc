// Writes a kubeconfig that holds no secret: the cluster trusts the identity of the workflow (OpenID Connect), and
// github-token.mjs fetches a short token whenever one is needed.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal, explain, say } from './console.mjs';
import { root } from './shell.mjs';

function needed(name) {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Refusal(`${name} is not set: a variable of the environment.`);
  return value;
}

try {
  const path = process.env.KUBECONFIG ?? join(homedir(), '.kube', 'config');
  if (existsSync(path)) throw new Refusal(`${path} is there already: it is not written over.`);
  const cluster = { server: needed('KUBE_SERVER'), 'certificate-authority-data': needed('KUBE_CA') };
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: [join(root, 'scripts', 'github-token.mjs')],
    env: [{ name: 'KUBE_AUDIENCE', value: needed('KUBE_AUDIENCE') }],
    interactiveMode: 'Never',
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'ikpa',
    clusters: [{ name: 'ikpa', cluster }],
    users: [{ name: 'workflow', user: { exec } }],
    contexts: [{ name: 'ikpa', context: { cluster: 'ikpa', user: 'workflow', namespace: 'ikpa' } }],
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600, flag: 'wx' });
  say(`${path}: ${cluster.server}`);
} catch (error) {
  process.exitCode = explain(error);
}
