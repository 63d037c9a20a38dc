import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { chart, describeChart, template, valueSets } from './support/chart.ts';
import { at, leavesOf, openObjects } from './support/leaves.ts';

const read = (file: string): string => readFileSync(`${chart}/${file}`, 'utf8');
const defaults: unknown = parse(read('values.yaml'));
const schema = JSON.parse(read('values.schema.json')) as Parameters<typeof leavesOf>[0];
const sets = valueSets.map((set) => parse(read(`ci/${set}`)) as unknown);

describeChart('the values', () => {
  test('and their schema know the same names', () => {
    const missing = leavesOf(schema)
      .map(({ path }) => path)
      .filter((path) => path !== 'global' && at(defaults, path) === undefined)
      // Parts of a map that is written as a whole.
      .filter((path) => !/\.(resources|probes|remoteRef)\.|\.requests|\.limits/.test(path));
    expect(missing).toEqual([]);
  });

  test('have a schema that knows every object by name', () => {
    expect(openObjects(schema)).toEqual([]);
  });

  test('are all tried: every switch and choice is in some value set or the default', () => {
    const untried = leavesOf(schema).flatMap(({ path, values }) => {
      const seen = new Set([at(defaults, path), ...sets.map((set) => at(set, path))]);
      return (values ?? []).filter((value) => !seen.has(value)).map((value) => `${path}=${String(value)}`);
    });
    expect(untried).toEqual([]);
  });
});

const refused = (args: string[], kinds?: string[]): string => {
  const { code, output } = template(args, kinds === undefined ? {} : { kinds });
  expect(code).not.toBe(0);
  return output;
};
const set = (...values: string[]): string[] => values.flatMap((value) => ['--set', value]);

describeChart('wrong values are refused', () => {
  test.each([
    ['a name that is mistyped', 'api.replics=3', /additional properties 'replics' not allowed/],
    ['a name that is mistyped at the top', 'apii.replicas=3', /additional properties 'apii' not allowed/],
    ['no pods', 'api.replicas=0', /\/api\/replicas.*minimum/],
    ['the tag latest', 'api.image.tag=latest', /\/api\/image\/tag/],
    ['an image latest', 'redis.managed.image=quay.io/opstree/redis:latest', /\/redis\/managed\/image/],
    ['half a digest', 'api.image.digest=sha256:abc', /\/api\/image\/digest/],
    ['an unknown mode', 'redis.mode=cluster', /\/redis\/mode/],
    ['an unknown level', 'settings.logLevel=verbose', /\/settings\/logLevel/],
    ['text for a switch', 'ingress.enabled=maybe', /\/ingress\/enabled/],
    ['a URL as host', 'host=https://ikpa.example.com', /\/host/],
    ['a size without a unit', 'postgresql.managed.storage.size=10', /size/],
    ['five fields of a schedule', 'postgresql.managed.backup.schedule=0 3 * * *', /schedule/],
    ['a short password', 'settings.passwordMinLength=4', /passwordMinLength/],
    ['an address without a mask', 'networkPolicy.apiServer.cidrs[0]=10.0.0.1', /cidrs/],
    ['a proxy by its name', 'settings.trustedProxies[0]=gateway', /trustedProxies/],
    ['a percentage over a hundred', 'api.autoscaling.targetCpuPercent=150', /targetCpuPercent/],
  ])('%s', (_, value, message) => {
    expect(refused(set(value))).toMatch(message);
  });

  test('and a tag of digits only is taken, as Skaffold gives it', () => {
    expect(template(set('api.image.tag=1234567')).output).toContain('ghcr.io/ikpa/api:1234567');
  });
});

describeChart('what would render but not work is refused', () => {
  const gateway = 'networkPolicy.gateway.from[0].namespaceSelector.matchLabels.name=gateway';
  test.each([
    [
      'several pods without Redis',
      set('redis.mode=none'),
      /api may run 2 pods, and more than one needs Redis/,
    ],
    [
      'scaling without Redis',
      set('redis.mode=none', 'api.replicas=1', 'api.autoscaling.enabled=true'),
      /api may run 6 pods/,
    ],
    [
      'more connections than the server allows',
      set('api.databasePool=50'),
      /Up to \d+ connections .* do not fit into max_connections 120/,
    ],
    [
      'more connections than an external server allows',
      set(
        'postgresql.mode=external',
        'secrets.databaseUrl.existingSecret=a',
        'secrets.databaseOwnerUrl.existingSecret=b',
        'api.replicas=10',
      ),
      /do not fit into max_connections 100.*postgresql\.external\.maxConnections/s,
    ],
    ['a route without a host', set('httpRoute.enabled=true'), /A route needs host/],
    [
      'an HTTPRoute without a Gateway',
      set('httpRoute.enabled=true', 'host=a.example', gateway),
      /needs httpRoute\.parentRefs/,
    ],
    [
      'a route that policies would shut',
      set('ingress.enabled=true', 'host=a.example'),
      /needs networkPolicy\.gateway\.from/,
    ],
    [
      'a route whose people would count as one',
      set('ingress.enabled=true', 'host=a.example', gateway),
      /A route needs settings\.trustedHops .* or settings\.trustedProxies/,
    ],
    [
      'proxies that are counted and named',
      set('settings.trustedHops=1', 'settings.trustedProxies={10.0.0.0/8}'),
      /give one of them/,
    ],
    [
      'counted proxies where any pod could be one',
      set('settings.trustedHops=1', 'networkPolicy.enabled=false'),
      /trustedHops believes whoever reaches the api/,
    ],
    [
      'monitors that policies would shut',
      set('metrics.monitors.enabled=true'),
      /needs networkPolicy\.monitoring\.from/,
    ],
    ['an external Postgres without its URL', set('postgresql.mode=external'), /needs secrets\.databaseUrl/],
    [
      'an external Postgres without its owner',
      set('postgresql.mode=external', 'secrets.databaseUrl.existingSecret=a'),
      /needs secrets\.databaseOwnerUrl/,
    ],
    [
      'mail without a sender',
      set('settings.mail.host=mail.example', 'networkPolicy.enabled=false'),
      /settings\.mail\.host needs settings\.mail\.from/,
    ],
    [
      'mail with a user and no password',
      set(
        'settings.mail.host=m',
        'settings.mail.from=a@b.c',
        'settings.mail.user=a',
        'networkPolicy.enabled=false',
      ),
      /needs secrets\.smtpPassword/,
    ],
    [
      'an AI without its key',
      set('settings.ai.enabled=true', 'networkPolicy.enabled=false'),
      /needs secrets\.anthropicKey/,
    ],
    [
      'an AI that policies would shut',
      set('settings.ai.enabled=true', 'secrets.anthropicKey.existingSecret=ai'),
      /needs networkPolicy\.ai\.enabled/,
    ],
    [
      'a collector that policies would shut',
      set('settings.tracesEndpoint=http://collector:4318'),
      /need networkPolicy\.extraEgress/,
    ],
    ['an external Redis without its URL', set('redis.mode=external'), /needs secrets\.redisUrl/],
    [
      'two sources of one secret',
      set(
        'secrets.jwtAccess.existingSecret=a',
        'secrets.jwtAccess.remoteRef.key=b',
        'secrets.externalSecrets.storeName=c',
      ),
      /secrets\.jwtAccess has two sources/,
    ],
    [
      'a secret from no store',
      set('secrets.jwtAccess.remoteRef.key=b'),
      /needs secrets\.externalSecrets\.storeName/,
    ],
    [
      'a backup to nowhere',
      set('postgresql.managed.backup.enabled=true'),
      /need postgresql\.managed\.backup\.destinationPath/,
    ],
    [
      'a restore of nothing',
      set('postgresql.managed.restore.enabled=true', 'postgresql.managed.backup.destinationPath=s3://a'),
      /needs restore\.fromServerName/,
    ],
    [
      'a restore that would write over its origin',
      set(
        'postgresql.managed.restore.enabled=true',
        'postgresql.managed.backup.enabled=true',
        'postgresql.managed.backup.destinationPath=s3://a',
        'postgresql.managed.restore.fromServerName=ikpa-pg',
      ),
      /must archive under another name/,
    ],
    [
      'fewer pods at most than at least',
      set('worker.autoscaling.enabled=true', 'worker.autoscaling.minReplicas=5'),
      /minReplicas must not be above maxReplicas/,
    ],
    [
      'lingering past the kill',
      set('api.preStopSeconds=60'),
      /preStopSeconds must be below terminationGracePeriodSeconds/,
    ],
    [
      'extraEnv over a variable of ours',
      set('api.extraEnv[0].name=DATABASE_URL', 'api.extraEnv[0].value=x'),
      /extraEnv must not set DATABASE_URL/,
    ],
    [
      'extraEnv of migrate over a variable of ours',
      set('migrations.extraEnv[0].name=NODE_ENV', 'migrations.extraEnv[0].value=x'),
      /extraEnv must not set NODE_ENV/,
    ],
  ])('%s', (_, args, message) => {
    expect(refused(args)).toMatch(message);
  });

  test.each([
    ['CloudNativePG', 'postgresql.cnpg.io/v1/Cluster', []],
    ['the redis-operator', 'redis.redis.opstreelabs.in/v1beta2/Redis', []],
    [
      'the Gateway API',
      'gateway.networking.k8s.io/v1/HTTPRoute',
      ['--values', `${chart}/ci/route-values.yaml`],
    ],
    [
      'the Prometheus operator',
      'monitoring.coreos.com/v1/ServiceMonitor',
      ['--values', `${chart}/ci/route-values.yaml`],
    ],
    [
      'the Barman plugin',
      'barmancloud.cnpg.io/v1/ObjectStore',
      ['--values', `${chart}/ci/restore-values.yaml`],
    ],
    [
      'the External Secrets Operator',
      'external-secrets.io/v1/ExternalSecret',
      ['--values', `${chart}/ci/store-values.yaml`],
    ],
  ])('a cluster without %s', (_, missing, args) => {
    const kinds = [
      'postgresql.cnpg.io/v1/Cluster',
      'redis.redis.opstreelabs.in/v1beta2/Redis',
      'redis.redis.opstreelabs.in/v1beta2/RedisReplication',
      'gateway.networking.k8s.io/v1/HTTPRoute',
      'monitoring.coreos.com/v1/PodMonitor',
      'barmancloud.cnpg.io/v1/ObjectStore',
      'external-secrets.io/v1/ExternalSecret',
    ].filter((kind) => kind !== missing);
    const output = refused([...args], kinds);
    expect(output).toContain(`The cluster does not know ${missing}`);
    expect(output).toContain('crdCheck.enabled=false');
  });
});

describeChart('the Jobs are named so that', () => {
  const jobs = (...args: string[]): string[] =>
    [...template(args).output.matchAll(/name: (ikpa-(?:migrate|secrets)-[\w-]+)$/gm)].map(
      ([, name]) => name ?? '',
    );

  test('more pods change nothing', () => {
    expect(jobs(...set('web.replicas=5'))).toEqual(jobs());
  });

  test('another image is another Job', () => {
    const [before, after] = [jobs(), jobs(...set('api.image.tag=9.9.9'))];
    expect(after).toHaveLength(before.length);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });
});
