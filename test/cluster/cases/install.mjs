import { createHash } from 'node:crypto';
import { expect, until } from '../support/shell.mjs';
import { underLoad } from '../support/load.mjs';

const secretHash = async (kube) => {
  const { items } = await kube.json('secrets');
  const ours = items.filter(({ metadata }) => /generated|-app$/.test(metadata.name));
  return createHash('sha256')
    .update(JSON.stringify(ours.map(({ data }) => data)))
    .digest('hex');
};

export const cases = [
  {
    number: 1,
    name: 'fresh install into a restricted namespace, main job over TLS',
    run: async ({ release, kube, person, door }) => {
      const { seconds } = await release.put();
      expect(seconds <= 180, `took ${Math.round(seconds)} s`);
      const label = await kube.run([
        'get',
        'namespace',
        kube.namespace,
        '--output',
        'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}',
      ]);
      expect(label === 'restricted', `Pod Security is ${label}`);
      await until(
        'the route',
        30,
        async () => (await door.ask('GET', '/health').catch(() => ({ status: 0 }))).status === 200,
      );
      await person.signUp();
      const rows = await person.importStatement(25);
      expect(rows === 25, `${rows} of 25 rows`);
      const page = await door.ask('GET', '/');
      expect(page.status === 200 && page.text.includes('<html'), 'no page');
      return `all ready in ${Math.round(seconds)} s, a statement of ${rows} rows imported`;
    },
  },
  {
    number: 2,
    name: 'helm test',
    run: async ({ release }) => {
      const text = await release.helm('test', release.name, '--logs');
      const ok = text.match(/^ok /gm)?.length ?? 0;
      expect(ok === 5 && /Phase:\s+Succeeded/.test(text), text);
      return `${ok} checks`;
    },
  },
  {
    number: 3,
    name: 'upgrade with a slow migration under load',
    needs: ['slow-tag'],
    run: async ({ release, person, kube, options }) => {
      const before = (await person.transactions()).length;
      let seconds = 0;
      const load = await underLoad(person, async () => {
        ({ seconds } = await release.put([`api.image.tag=${options['slow-tag']}`]));
      });
      const added = await kube.sql(
        release.pg,
        "select count(*) from information_schema.columns where table_name = 'accounts' and column_name = 'slow_note'",
      );
      expect(added === '1', 'the migration is not there');
      expect((await person.transactions()).length >= before, 'data is missing');
      // The version before on the new schema, as after a rollback.
      const back = await underLoad(person, async () => {
        await release.put();
      });
      return `${Math.round(seconds)} s; ${load.line}; back on the old image: ${back.line}`;
    },
  },
  {
    number: 4,
    name: 'the same again: upgrade, and the same render applied twice',
    run: async ({ release, kube }) => {
      const pods = await kube.identities();
      const secrets = await secretHash(kube);
      await release.put();
      expect(
        JSON.stringify(await kube.identities()) === JSON.stringify(pods),
        'an upgrade without changes replaced pods',
      );
      // A GitOps controller renders as revision 1 and applies; it owns fields as Helm does.
      const apply = async () =>
        kube.run(['apply', '--server-side', '--field-manager=helm', '--filename', '-'], {
          input: await release.render(),
        });
      const jobs = async () => (await kube.json('jobs')).items.map(({ metadata }) => metadata.name).sort();
      const ours = await jobs();
      await apply();
      const once = await jobs();
      await apply();
      const twice = await jobs();
      expect(JSON.stringify(once) === JSON.stringify(twice), `new Jobs: ${twice.join(', ')}`);
      expect(
        JSON.stringify(await kube.identities()) === JSON.stringify(pods),
        'applying the render replaced pods',
      );
      for (const name of twice.filter((one) => !ours.includes(one)))
        await kube.run(['delete', 'job', name, '--wait']);
      expect((await secretHash(kube)) === secrets, 'secrets changed');
      // Applied as Helm's fields, the objects lost what says that they are this release's: Helm says it again.
      await release.put();
      return `${pods.length} pods untouched, no new Job, secrets unchanged`;
    },
  },
  {
    number: 5,
    name: 'a failing migration: old pods serve, rollback is healthy',
    needs: ['broken-tag'],
    run: async ({ release, person, kube, options }) => {
      const pods = await kube.pods('api');
      let told = '';
      const load = await underLoad(person, async () => {
        const { code, text } = await release.put([`api.image.tag=${options['broken-tag']}`], {
          timeout: '2m',
          mayFail: true,
        });
        expect(code !== 0, 'helm did not notice');
        told = text.split('\n').find((line) => /error|failed|timed out/i.test(line)) ?? '';
        const serving = (await kube.pods('api')).filter((pod) =>
          pods.some((old) => old.metadata.uid === pod.metadata.uid),
        );
        expect(serving.length === pods.length, 'old pods are gone');
        await release.helm('rollback', release.name, '--wait', '--timeout', '5m');
      });
      const status = JSON.parse(await release.helm('status', release.name, '--output', 'json')).info.status;
      expect(status === 'deployed', status);
      return `${load.line}; helm: ${told.trim().slice(0, 90)}`;
    },
  },
  {
    number: 6,
    name: 'uninstall keeps the database, reinstall adopts it',
    run: async ({ release, person, kube }) => {
      const before = (await person.transactions()).length;
      const uid = (await kube.json('cluster', release.pg)).metadata.uid;
      await release.helm('uninstall', release.name, '--wait');
      await until('our pods to end', 90, async () => (await kube.pods('api')).length === 0);
      const { seconds } = await release.put();
      expect((await kube.json('cluster', release.pg)).metadata.uid === uid, 'another Cluster');
      await until('the route', 30, async () => (await person.call('GET', '/health')).status === 200);
      const after = (await person.transactions()).length;
      expect(after === before, `${after} of ${before} transactions`);
      return `same Cluster, ${after} transactions, same session; ready in ${Math.round(seconds)} s`;
    },
  },
];
