import { Load, underLoad } from '../support/load.mjs';
import { expect, sh, sleep, until } from '../support/shell.mjs';

const restart = async (kube, release, components = ['api', 'worker']) => {
  const names = components.map((component) => `deployment/${release.name}-${component}`);
  await kube.run(['rollout', 'restart', ...names]);
  for (const name of names) await kube.run(['rollout', 'status', name, '--timeout=240s']);
};

const patchSecret = (kube, name, values) =>
  kube.run(['patch', 'secret', name, '--type=merge', '--patch', JSON.stringify({ stringData: values })]);

const fresh = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

export const cases = [
  {
    number: 13,
    name: 'HPA scales the api on load and back',
    run: async ({ release, kube, person }) => {
      const scale = ['enabled=true', 'minReplicas=2', 'maxReplicas=3', 'targetCpuPercent=30'].map(
        (one) => `api.autoscaling.${one}`,
      );
      await release.put(scale);
      const replicas = async () => (await kube.json('deployment', `${release.name}-api`)).spec.replicas;
      // The Deployment's own number goes away with this upgrade, until the autoscaler has set its own.
      await until('two pods to begin with', 60, async () => (await replicas()) === 2);
      await kube.run(['rollout', 'status', `deployment/${release.name}-api`, '--timeout=120s']);
      const load = new Load(person, { hands: 8, pauseMs: 20, writes: false });
      const up = await until('a third pod', 180, async () => (await replicas()) === 3);
      await kube.run(['rollout', 'status', `deployment/${release.name}-api`, '--timeout=120s']);
      await load.stop();
      const down = await until('two pods again', 600, async () => (await replicas()) === 2);
      await release.put();
      expect(load.failures.length === 0, `${load.line}: ${load.failures[0]}`);
      return `third pod after ${Math.round(up)} s, two again after ${Math.round(down)} s; ${load.line}`;
    },
  },
  {
    number: 14,
    name: 'Prometheus scrapes everything, an alert fires and clears',
    needs: ['prometheus'],
    run: async ({ release, kube, options }) => {
      const [namespace, service] = options.prometheus.split('/');
      await release.put([
        'metrics.monitors.enabled=true',
        'metrics.rules.enabled=true',
        `networkPolicy.monitoring.from[0].namespaceSelector.matchLabels.kubernetes\\.io/metadata\\.name=${namespace}`,
      ]);
      const query = async (text) => {
        const path = `/api/v1/namespaces/${namespace}/services/${service}/proxy/api/v1/query?query=${encodeURIComponent(text)}`;
        return JSON.parse((await sh('kubectl', ['get', '--raw', path])).out).data.result;
      };
      const up = `up{namespace="${kube.namespace}"} == 1`;
      const wanted = ['api', 'web', 'worker', 'postgres'];
      let found = [];
      await until('every target', 180, async () => {
        found = (await query(up)).map(({ metric }) => metric.container);
        return wanted.every((container) => found.includes(container));
      }).catch(() => {
        throw new Error(`scraped: ${found.join(', ')}`);
      });
      const firing = async () =>
        (await query(`ALERTS{alertname="IkpaApiDown",alertstate="firing"}`)).length > 0;
      await kube.run(['scale', `deployment/${release.name}-api`, '--replicas=0']);
      const fired = await until('the alert', 360, firing);
      await kube.run(['scale', `deployment/${release.name}-api`, '--replicas=2']);
      const cleared = await until('the alert to clear', 240, async () => !(await firing()));
      await release.put();
      return `${found.length} targets up; IkpaApiDown fired after ${Math.round(fired)} s, cleared after ${Math.round(cleared)} s`;
    },
  },
  {
    number: 15,
    name: 'live rotation of JWT keys and of the database password',
    run: async ({ release, kube, person }) => {
      const name = `${release.name}-generated`;
      const keys = ['JWT_ACCESS_SECRET', 'JWT_REFRESH_SECRET'];
      const old = {};
      const next = {};
      for (const key of keys) [old[key], next[key]] = [await kube.secretKey(name, key), fresh()];
      const previous = (values) => Object.fromEntries(keys.map((key) => [`${key}_PREVIOUS`, values[key]]));
      const signed = await underLoad(person, async () => {
        // First every pod accepts the new keys, then every pod signs with them.
        await patchSecret(kube, name, previous(next));
        await restart(kube, release);
        await person.must(200, 'POST', '/api/v1/auth/refresh');
        await patchSecret(kube, name, { ...next, ...previous(old) });
        await restart(kube, release);
      });
      await person.must(200, 'POST', '/api/v1/auth/refresh');
      const role = await underLoad(person, async () => {
        const database = `${name}-database`;
        const [before, after] = [await kube.secretKey(database, 'password'), fresh()];
        await patchSecret(kube, database, { password_PREVIOUS: after });
        await restart(kube, release);
        const hash = () =>
          kube.sql(release.pg, "select rolpassword from pg_authid where rolname = 'ikpa_app'");
        const known = await hash();
        await patchSecret(kube, database, { password: after, password_PREVIOUS: before });
        await until('Postgres to know the new password', 60, async () => (await hash()) !== known);
        // New connections of pods that read the old file, then of new pods.
        await sleep(10_000);
        await restart(kube, release);
        await patchSecret(kube, database, { password_PREVIOUS: after });
      });
      return `keys: ${signed.line}, still signed in; password: ${role.line}`;
    },
  },
  {
    number: 17,
    name: 'memory and CPU at rest',
    run: async ({ kube, release }) => {
      // Pods that have done nothing yet: what load leaves behind in a heap is another question.
      await restart(kube, release, ['api', 'worker', 'web']);
      await sleep(120_000);
      const lines = (await kube.run(['top', 'pods', '--no-headers']))
        .split('\n')
        .map((line) => line.split(/\s+/));
      const ours = lines.filter(([pod]) => /-(api|web|worker)-/.test(pod));
      const sum = ours.reduce((all, [, , memory]) => all + Number.parseInt(memory, 10), 0);
      const each = lines
        .map(([pod, cpu, memory]) => `${pod.replace(/-[0-9a-f]+-\w+$/, '')} ${cpu} ${memory}`)
        .join(', ');
      expect(sum <= 450, `${sum} MiB: ${each}`);
      return `${sum} MiB in ${ours.length} pods of ours; ${each}`;
    },
  },
];
