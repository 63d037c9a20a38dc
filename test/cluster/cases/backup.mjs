import { expect, sleep, until } from '../support/shell.mjs';

const seconds = (since) => Math.round((Date.now() - since) / 1000);

export const cases = [
  {
    number: 7,
    name: 'backup to an S3 store, restore into a fresh cluster',
    needs: ['s3-values'],
    run: async ({ release, kube, person, options }) => {
      const files = release.values;
      release.values = [...files, options['s3-values']];
      const archive = 'postgresql.managed.backup.archiveTimeoutSeconds=30';
      await release.put([archive]);
      await until(
        'the cluster',
        180,
        async () => (await kube.json('cluster', release.pg)).status.phase === 'Cluster in healthy state',
      );
      // The one that the schedule asks for at once may come before the instance has restarted with the plugin.
      await kube.apply([
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Backup',
          metadata: { name: 'first' },
          spec: {
            cluster: { name: release.pg },
            method: 'plugin',
            pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
          },
        },
      ]);
      await until(
        'a base backup',
        300,
        async () => (await kube.json('backup', 'first')).status?.phase === 'completed',
      );
      const last = await person.write(-4242);
      const written = Date.now();
      await until('the write to be archived', 300, async () => {
        const time = await kube.sql(
          release.pg,
          'select extract(epoch from last_archived_time) * 1000 from pg_stat_archiver',
        );
        return Number(time) > written + 1000;
      });
      const rpo = seconds(written);
      const before = await person.transactions();
      // Everything of the old cluster is lost; the secrets come from escrow, which here is the kept Secret.
      await kube.run(['delete', 'cluster', release.pg, '--wait']);
      await sleep(2000);
      const began = Date.now();
      await release.put([
        archive,
        'postgresql.managed.name=ikpa-pg-2',
        'postgresql.managed.restore.enabled=true',
        `postgresql.managed.restore.fromServerName=${release.pg}`,
      ]);
      await until('the route', 60, async () => (await person.call('GET', '/health')).status === 200);
      const rto = seconds(began);
      await person.signIn();
      const after = await person.transactions();
      expect(
        after.length === before.length && after.some(({ id }) => id === last),
        `${after.length} of ${before.length} transactions`,
      );
      const rows = await person.must(200, 'GET', `${person.purse}/imports/${person.lastImport}/rows?limit=5`);
      expect(rows.items.length > 0, 'the original rows cannot be opened');
      const verify = await kube.run([
        'exec',
        `deployment/${release.name}-api`,
        '--container',
        'api',
        '--',
        'node',
        'dist/bin/ikpa.js',
        'verify',
      ]);
      expect(/, 0 differences/.test(verify), verify);
      release.values = files;
      return `RPO ${rpo} s (archive timeout 30 s), RTO ${rto} s, ${after.length} transactions, original rows open, verify clean`;
    },
  },
];
