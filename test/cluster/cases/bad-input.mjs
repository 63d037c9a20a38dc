import { Release } from '../support/helm.mjs';
import { underLoad } from '../support/load.mjs';
import { expect, until } from '../support/shell.mjs';

const line = (text, pattern) =>
  text
    .split('\n')
    .find((one) => pattern.test(one))
    ?.trim() ?? '';

/** Helm refuses before it touches anything; answers what it says. */
async function refused({ release }, values, pattern) {
  const before = await release.revision();
  const { code, text } = await release.put(values, { mayFail: true, timeout: '1m' });
  expect(code !== 0, `${values.join(', ')} was accepted`);
  expect((await release.revision()) === before, 'something was installed');
  const said = line(text, pattern);
  expect(said !== '', `no such words: ${text}`);
  return said.replace(/^.*?(?=at '|additional|The cluster)/, '');
}

/** An upgrade whose new pods cannot start: the old ones serve, and a rollback comes to rest. Answers what `look` says. */
async function stuck({ release, kube, person }, values, look) {
  const old = (await kube.pods('api')).map(({ metadata }) => metadata.uid);
  let said = '';
  const load = await underLoad(person, async () => {
    const { code } = await release.put(values, { timeout: '45s', mayFail: true });
    expect(code !== 0, 'helm did not notice');
    await until('the reason', 120, async () => (said = await look()) !== '');
    const still = (await kube.pods('api')).map(({ metadata }) => metadata.uid);
    expect(
      old.every((uid) => still.includes(uid)),
      'old pods are gone',
    );
    await release.helm('rollback', release.name, '--wait', '--timeout', '5m');
  });
  return `${said}; ${load.line}`;
}

/** A second release on a database of somebody else, by a URL that does not work. Answers what migrate says at its end. */
async function onDatabase({ release, kube }, url, pattern) {
  const bad = new Release({ ...release, name: 'ikpa-bad', kube });
  const secret = 'bad-database';
  await kube.apply([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret },
      stringData: { DATABASE_URL: url('ikpa_app'), DATABASE_OWNER_URL: url('ikpa') },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'bad-to-postgres' },
      spec: {
        podSelector: { matchLabels: { 'cnpg.io/cluster': release.pg } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': bad.name } } }],
            ports: [{ port: 5432 }],
          },
        ],
      },
    },
  ]);
  try {
    const { code } = await bad.put(
      [
        'httpRoute.enabled=false',
        'ingress.enabled=false',
        'redis.mode=none',
        'api.replicas=1',
        'web.replicas=1',
        'postgresql.mode=external',
        `postgresql.external.caSecret=${release.pg}-ca`,
        'postgresql.external.cidrs={0.0.0.0/0}',
        `secrets.databaseUrl.existingSecret=${secret}`,
        `secrets.databaseOwnerUrl.existingSecret=${secret}`,
        'migrations.waitSeconds=10',
        'migrations.backoffLimit=0',
      ],
      { timeout: '2m', mayFail: true },
    );
    expect(code !== 0, 'helm did not notice');
    const select = `app.kubernetes.io/instance=${bad.name},app.kubernetes.io/component`;
    const log = await kube.run(['logs', '--selector', `${select}=migrate`, '--tail=20']);
    const said = log.split('\n').at(-1);
    expect(pattern.test(said), `migrate said: ${log}`);
    const { items } = await kube.json('pods', '--selector', `${select}=api`);
    expect(items.length === 1 && items[0].status.phase === 'Pending', `the api is ${items[0]?.status.phase}`);
    return said;
  } finally {
    await bad.helm('uninstall', bad.name, '--wait');
    await kube.run(['delete', 'networkpolicy', 'bad-to-postgres']);
  }
}

const tls = 'sslmode=verify-full&sslrootcert=/etc/ikpa/postgres-ca/ca.crt';

export const cases = [
  {
    number: 19,
    name: 'bad input: an unknown value, a mistyped one',
    run: async (context) => {
      const unknown = await refused(
        context,
        ['api.replcias=3'],
        /additional properties 'replcias' not allowed/,
      );
      const mistyped = await refused(context, ['api.replicas=two'], /got string, want integer/);
      return `${unknown}; ${mistyped}`;
    },
  },
  {
    number: 20,
    name: 'bad input: a kind that the cluster does not know',
    run: async (context) => {
      const kinds = await context.kube.run(['api-resources', '--output', 'name']);
      expect(!kinds.includes('externalsecrets.'), 'this cluster has the External Secrets Operator');
      return refused(
        context,
        ['secrets.externalSecrets.storeName=vault', 'secrets.jwtAccess.remoteRef.key=ikpa'],
        /The cluster does not know external-secrets.io\/v1\/ExternalSecret/,
      );
    },
  },
  {
    number: 21,
    name: 'bad input: a Secret that is missing',
    run: (context) =>
      stuck(context, ['secrets.jwtAccess.existingSecret=not-there'], async () =>
        line(
          await context.kube.run([
            'get',
            'events',
            '--field-selector=reason=FailedMount',
            '--output=jsonpath={range .items[*]}{.message}{"\\n"}{end}',
          ]),
          /secret "not-there" not found/,
        ),
      ),
  },
  {
    number: 22,
    name: 'bad input: an image that does not exist',
    run: (context) =>
      stuck(context, ['api.image.tag=not-there'], async () => {
        const waiting = (await context.kube.pods('api'))
          .flatMap(({ status }) => status.initContainerStatuses ?? [])
          .map(({ state, image }) => ({ ...state.waiting, image }))
          .find(({ reason }) => /^(ErrImagePull|ImagePullBackOff)$/.test(reason));
        return waiting === undefined ? '' : `${waiting.image}: ${waiting.reason}`;
      }),
  },
  {
    number: 23,
    name: "bad input: a wrong password of the database's owner",
    run: (context) =>
      onDatabase(
        context,
        (role) => `postgresql://${role}:wrong@${context.release.pg}-rw:5432/ikpa?${tls}`,
        /^DATABASE_OWNER_URL: password authentication failed for user "ikpa"$/,
      ),
  },
  {
    number: 24,
    name: 'bad input: a database that cannot be reached',
    run: (context) =>
      onDatabase(
        context,
        (role) => `postgresql://${role}:any@postgres.nowhere.svc:5432/ikpa?${tls}`,
        /the database is away: .*postgres\.nowhere\.svc/,
      ),
  },
];
