import { randomUUID } from 'node:crypto';
import { Person } from '../support/http.mjs';
import { Load, underLoad } from '../support/load.mjs';
import { expect, sh, sleep, until } from '../support/shell.mjs';

const TWO = ['postgresql.managed.instances=2'];

const healthy = (kube, cluster, instances) => async () => {
  const { status } = await kube.json('cluster', cluster);
  return status.readyInstances === instances && status.phase === 'Cluster in healthy state';
};

/** A node that runs an api pod, and neither the primary nor the (single) gateway. */
async function nodeToDrain(kube, primary, gateway) {
  const { items } = JSON.parse(
    (await sh('kubectl', ['get', 'pods', '--all-namespaces', '--output', 'json'])).out,
  );
  const nodes = new Set((await kube.pods('api')).map((pod) => pod.spec.nodeName));
  for (const { metadata, spec } of items) {
    const isPrimary = metadata.namespace === kube.namespace && metadata.name === primary;
    if (isPrimary || metadata.namespace === gateway) nodes.delete(spec.nodeName);
  }
  return [...nodes][0];
}

/** The longest time between two acknowledged writes. */
async function longestGap(person, work, seconds) {
  let last = Date.now();
  let gap = 0;
  const written = [];
  const end = { done: false };
  const writer = (async () => {
    while (!end.done) {
      const id = await person.write().catch(() => null);
      if (id !== null) {
        gap = Math.max(gap, Date.now() - last);
        last = Date.now();
        written.push(id);
      }
      await sleep(50);
    }
  })();
  await sleep(2000);
  await work();
  await sleep(seconds * 1000);
  end.done = true;
  await writer;
  const there = new Set((await person.transactions()).map(({ id }) => id));
  return { gap: gap / 1000, written: written.length, lost: written.filter((id) => !there.has(id)).length };
}

export const cases = [
  {
    number: 9,
    name: 'a node is drained under load',
    run: async ({ release, kube, person, options }) => {
      await release.put(TWO);
      await until('two instances', 180, healthy(kube, release.pg, 2));
      let primary = (await kube.json('cluster', release.pg)).status.currentPrimary;
      let node = await nodeToDrain(kube, primary, options['gateway-namespace']);
      if (node === undefined) {
        // Gateway and primary share the workers: let the other instance lead.
        await kube.run(['delete', 'pod', primary, '--now']);
        await sleep(5000);
        await until('two instances', 180, healthy(kube, release.pg, 2));
        primary = (await kube.json('cluster', release.pg)).status.currentPrimary;
        node = await nodeToDrain(kube, primary, options['gateway-namespace']);
      }
      expect(node !== undefined, 'no node that can be drained');
      const began = Date.now();
      let seconds = 0;
      try {
        const load = await underLoad(person, async () => {
          await sh('kubectl', [
            'drain',
            node,
            '--ignore-daemonsets',
            '--delete-emptydir-data',
            '--timeout=240s',
          ]);
          seconds = Math.round((Date.now() - began) / 1000);
        });
        return `${node} empty in ${seconds} s; ${load.line}`;
      } finally {
        await sh('kubectl', ['uncordon', node]);
        await until('two instances', 240, healthy(kube, release.pg, 2));
      }
    },
  },
  {
    number: 10,
    name: 'the primary of two Postgres instances is killed',
    run: async ({ release, kube, person }) => {
      await release.put(TWO);
      await until('two instances', 180, healthy(kube, release.pg, 2));
      const primary = (await kube.json('cluster', release.pg)).status.currentPrimary;
      const { gap, written, lost } = await longestGap(
        person,
        () => kube.run(['delete', 'pod', primary, '--grace-period=0', '--force']),
        40,
      );
      const now = (await kube.json('cluster', release.pg)).status.currentPrimary;
      await until('two instances', 240, healthy(kube, release.pg, 2));
      expect(lost === 0, `${lost} of ${written} acknowledged writes are lost`);
      expect(gap <= 10, `no write for ${gap.toFixed(1)} s`);
      return `writes again after ${gap.toFixed(1)} s (${primary} → ${now}), none of ${written} acknowledged writes lost`;
    },
  },
  {
    number: 11,
    name: 'Redis is killed, then gone',
    run: async ({ release, kube, person, door }) => {
      const name = `${release.name}-redis`;
      const load = await underLoad(person, async () => {
        await kube.run(['delete', 'pod', `${name}-0`, '--grace-period=0', '--force']);
        await sleep(8000);
        await kube.run(['delete', 'redis.redis.redis.opstreelabs.in', name, '--wait']);
        await sleep(15_000);
      });
      const view = JSON.parse((await door.ask('GET', '/health')).text);
      expect(view.status === 'healthy' && view.services.redis === 'disconnected', JSON.stringify(view));
      await release.put();
      await until(
        'Redis',
        90,
        async () => JSON.parse((await door.ask('GET', '/health')).text).services.redis === 'connected',
      );
      return `${load.line}; health said degraded`;
    },
  },
  {
    number: 12,
    name: 'api pods end while an upload, a stream and requests are open',
    run: async ({ kube, person, release }) => {
      // An import large enough to be read for a while, so that its stream stays open.
      const lines = Array.from(
        { length: 120_000 },
        (_, at) =>
          `${String((at % 28) + 1).padStart(2, '0')}/04/2026,Stall ${at % 500},${(at % 900) + 1}.00,`,
      );
      const large = Person.form('large.csv', `Date,Description,Debit,Credit\n${lines.join('\n')}\n`);
      const upload = (form, slow) =>
        person.must(202, 'POST', `${person.purse}/imports`, undefined, {
          headers: {
            'content-type': form.type,
            'content-length': form.body.length,
            'idempotency-key': randomUUID(),
          },
          timeout: 60_000,
          body: slow ?? form.body,
        });
      const { id } = await upload(large);
      let events = 0;
      const stream = person.call('GET', `${person.purse}/imports/${id}/events`, undefined, {
        timeout: 60_000,
        onResponse: (response) => response.on('data', () => (events += 1)),
      });
      const small = Person.form('slow.csv', 'Date,Description,Debit,Credit\n01/05/2026,Shop,10.00,\n');
      const trickle = upload(small, (sent) => {
        const step = Math.ceil(small.body.length / 14);
        for (let at = 0; at < 14; at += 1)
          setTimeout(() => {
            sent.write(small.body.subarray(at * step, (at + 1) * step));
            if (at === 13) sent.end();
          }, at * 1000);
      });
      const load = new Load(person, { hands: 2 });
      await kube.run(['rollout', 'restart', `deployment/${release.name}-api`]);
      const [streamed, uploaded] = await Promise.all([stream, trickle]);
      await kube.run(['rollout', 'status', `deployment/${release.name}-api`, '--timeout=180s']);
      await load.stop();
      expect(load.failures.length === 0, `${load.line}: ${load.failures[0]}`);
      expect(streamed.status === 200 && events > 0, `stream ${streamed.status}, ${events} events`);
      expect(uploaded.id !== undefined, 'no import');
      return `upload of 14 s accepted, stream ended in order after ${events} pieces, ${load.line}`;
    },
  },
];
