import { sh } from './shell.mjs';

/** The release under test: helm with the values of this run. */
export class Release {
  constructor({ chart, name, namespace, values, kube }) {
    Object.assign(this, { chart, name, namespace, values, kube });
  }

  args(more) {
    const files = this.values.flatMap((file) => ['--values', file]);
    // The load comes from one address, faster than a person.
    const always = ['--set', 'settings.rateLimitPerMinute=1000000'];
    return [...files, ...always, ...more.flatMap((one) => ['--set', one])];
  }

  /** Installs or upgrades and waits for everything; answers the seconds it took. */
  async put(more = [], { timeout = '8m', mayFail = false } = {}) {
    const began = Date.now();
    const wait = ['--wait', '--wait-for-jobs', '--timeout', timeout];
    const done = await sh(
      'helm',
      [
        'upgrade',
        '--install',
        this.name,
        this.chart,
        '--namespace',
        this.namespace,
        ...wait,
        ...this.args(more),
      ],
      { mayFail },
    );
    return { seconds: (Date.now() - began) / 1000, code: done.code, text: `${done.out}\n${done.err}` };
  }

  async helm(...args) {
    return (await sh('helm', [...args, '--namespace', this.namespace])).out;
  }

  /** How many revisions there have been. */
  async revision() {
    return JSON.parse(await this.helm('status', this.name, '--output', 'json')).version;
  }

  async render(more = []) {
    const { out } = await sh('helm', [
      'template',
      this.name,
      this.chart,
      '--namespace',
      this.namespace,
      '--no-hooks',
      '--set',
      'crdCheck.enabled=false',
      ...this.args(more),
    ]);
    return out;
  }

  get pg() {
    return `${this.name}-pg`;
  }
}
