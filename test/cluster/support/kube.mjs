import { sh } from './shell.mjs';

/** kubectl in one namespace of the current context. */
export class Kube {
  constructor(namespace) {
    this.namespace = namespace;
  }

  async run(args, options) {
    return (await sh('kubectl', ['--namespace', this.namespace, ...args], options)).out;
  }

  async json(...args) {
    return JSON.parse(await this.run(['get', ...args, '--output', 'json']));
  }

  async pods(component) {
    const { items } = await this.json('pods', '--selector', `app.kubernetes.io/component=${component}`);
    return items.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  }

  apply(objects) {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    return this.run(['apply', '--filename', '-'], { input: JSON.stringify(list) });
  }

  /** What tells that a pod was replaced or restarted: uid and restarts of every pod of ours. */
  async identities() {
    const found = [];
    for (const component of ['api', 'web', 'worker', 'postgres', 'redis']) {
      for (const pod of await this.pods(component)) {
        const restarts = (pod.status.containerStatuses ?? []).map((one) => one.restartCount).join(',');
        found.push(`${pod.metadata.name} ${pod.metadata.uid} ${restarts}`);
      }
    }
    return found.sort();
  }

  secretKey(name, key) {
    return this.run([
      'get',
      'secret',
      name,
      '--output',
      `go-template={{index .data "${key}" | base64decode}}`,
    ]);
  }

  /** SQL as the database's own superuser, inside the primary. */
  async sql(cluster, text) {
    const primary = await this.run([
      'get',
      'cluster',
      cluster,
      '--output',
      'jsonpath={.status.currentPrimary}',
    ]);
    return this.run(['exec', primary, '--container', 'postgres', '--', 'psql', '-XAtqc', text, 'ikpa']);
  }
}
