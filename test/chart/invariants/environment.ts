import { readFileSync, readdirSync } from 'node:fs';
import { eachContainer, eachObject, eachWorkload, ofKind, whole, workloads } from '../support/look.ts';
import type { Invariant } from '../support/look.ts';

const root = new URL('../../../', import.meta.url);

/** What src/config.ts reads, as its example says (the example is held against the schema elsewhere). */
const OURS = new Set(
  [...readFileSync(new URL('.env.example', root), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name),
);
/** What Node and Next read themselves. */
const NODE = ['NODE_ENV', 'NODE_OPTIONS', 'TZ'];
const WEB = new Set([
  ...NODE,
  'PORT',
  'HOSTNAME',
  'INTERNAL_PORT',
  'KEEP_ALIVE_TIMEOUT',
  'NEXT_TELEMETRY_DISABLED',
  'API_URL',
  'PUBLIC_URL',
  'SENTRY_DSN',
  'SENTRY_ENVIRONMENT',
]);

const commands = [
  'web/server.js',
  ...readdirSync(new URL('src/bin/', root)).map((file) => `dist/bin/${file.replace(/\.ts$/, '.js')}`),
];

interface Variable {
  name: string;
  value?: string;
  valueFrom?: object;
}

const environment: Invariant[] = [
  eachContainer('sets only variables that the process reads', ({ name, env = [] }) => {
    const known = name === 'web' ? WEB : new Set([...NODE, ...OURS]);
    const unknown = (env as Variable[]).filter(
      (one) => !known.has(one.name) && !known.has(one.name.replace(/_FILE$/, '')),
    );
    return unknown.length > 0 && unknown.map((one) => one.name).join(', ');
  }),
  whole('believes the proxies that the values count or name, and none where they do not', (rendered) => {
    const { trustedHops = 0, trustedProxies = [] } = rendered.values.settings ?? {};
    const said = trustedHops > 0 ? `${trustedHops}` : trustedProxies.join(',');
    const api = workloads(rendered).find(({ component }) => component === 'api');
    const env = (api?.containers[0].env ?? []) as Variable[];
    const believed = env.find(({ name }) => name === 'TRUSTED_PROXIES')?.value ?? '';
    return believed === said ? [] : [`${believed} instead of ${said}`];
  }),
  whole(
    'gives the api every variable that there is, with the few that are not for a cluster left out',
    (rendered) => {
      const left = new Set([
        'IKPA_DEMO',
        'DATABASE_OWNER_URL',
        'DATABASE_OWNER_PASSWORD',
        'DATABASE_PASSWORD',
        'DATABASE_PASSWORD_PREVIOUS',
        'SMTP_URL',
        ...(rendered.values.settings?.mail?.user === undefined ? ['SMTP_PASSWORD'] : []),
      ]);
      if (rendered.values.settings?.ai?.enabled !== true) left.add('ANTHROPIC_API_KEY');
      const api = workloads(rendered).find(({ component }) => component === 'api');
      const set = new Set(
        ((api?.containers[0].env ?? []) as Variable[]).map((one) => one.name.replace(/_FILE$/, '')),
      );
      return [...OURS]
        .filter((name) => !set.has(name ?? '') && !left.has(name ?? '') && !/^REDIS_/.test(name ?? ''))
        .map((name) => `${name}`);
    },
  ),
  eachContainer('sets no variable twice', ({ env = [] }) => {
    const names = (env as Variable[]).map((one) => one.name);
    return new Set(names).size !== names.length && names.join(', ');
  }),
  eachContainer(
    'sets every value as text',
    ({ env = [] }) =>
      (env as Variable[]).some((one) => one.valueFrom === undefined && typeof one.value !== 'string') &&
      'a value is no text',
  ),
  eachContainer(
    'writes no number with an exponent',
    ({ env = [] }) => (env as Variable[]).some((one) => /^[0-9.]+e[+-]?\d+$/.test(one.value ?? '')) && 'e+07',
  ),
  eachContainer(
    'is production',
    ({ env = [] }, { component }) =>
      component !== 'test' &&
      !(env as Variable[]).some((one) => one.name === 'NODE_ENV' && one.value === 'production') &&
      'NODE_ENV',
  ),
  eachContainer(
    'runs a command that exists',
    ({ args }) => args !== undefined && !commands.includes(args[0]) && `${args[0]}`,
  ),
  whole('gives api and web one public address', (rendered) => {
    const urls = workloads(rendered).flatMap(({ containers }) =>
      containers.flatMap(({ env = [] }) =>
        (env as Variable[]).filter((one) => one.name === 'PUBLIC_URL').map((one) => one.value),
      ),
    );
    const host = rendered.values.host;
    const wanted =
      host === undefined
        ? 'http://localhost:3001'
        : `${rendered.values.tls?.enabled === false ? 'http' : 'https'}://${host}`;
    return urls.length >= 2
      ? urls.filter((url) => url !== wanted).map((url) => `${url}`)
      : ['PUBLIC_URL is missing'];
  }),
  whole('runs jobs in exactly one kind of pod', (rendered) => {
    const worker = ofKind(rendered, 'Deployment').some(({ metadata }) => metadata.name.endsWith('-worker'));
    const where = workloads(rendered).flatMap(({ containers, component }) =>
      component === 'api'
        ? (containers[0].env as Variable[]).filter((one) => one.name === 'WORKER').map((one) => one.value)
        : [],
    );
    return where[0] === (worker ? 'outside' : 'inside') ? [] : [`WORKER=${where[0]}`];
  }),
];

const secrets: Invariant[] = [
  eachContainer('reads secrets from files, never from a variable', ({ env = [] }) => {
    const wrong = (env as Variable[]).filter((one) => /:\/\/[^/@]*:[^/@]*@/.test(one.value ?? ''));
    const direct = (env as Variable[]).filter((one) => /_(SECRET|PASSWORD|KEY|PREVIOUS)$/.test(one.name));
    return [...wrong, ...direct].length > 0 && [...wrong, ...direct].map((one) => one.name).join(', ');
  }),
  eachContainer(
    'takes no variable from a Secret or ConfigMap',
    ({ env = [], envFrom }) =>
      (envFrom !== undefined || (env as Variable[]).some((one) => one.valueFrom !== undefined)) &&
      'valueFrom',
  ),
  eachWorkload('names only secret files that its volume holds', ({ all, pod }) => {
    const files = new Set<string>(
      (pod.volumes ?? [])
        .filter((volume: { name: string }) => volume.name === 'secrets')
        .flatMap((volume: { projected: { sources: { secret: { items: { path: string }[] } }[] } }) =>
          volume.projected.sources.flatMap((source) =>
            source.secret.items.map((item) => `/run/secrets/ikpa/${item.path}`),
          ),
        ),
    );
    const wanted = all.flatMap(({ env = [] }) =>
      (env as Variable[]).filter((one) => one.name.endsWith('_FILE')).map((one) => one.value ?? ''),
    );
    const missing = wanted.filter((path) => !files.has(path));
    const unused = [...files].filter((path) => !wanted.includes(path));
    return missing.length + unused.length > 0 && `missing ${missing.join(', ')}; unused ${unused.join(', ')}`;
  }),
  eachWorkload(
    'lets only its group read secret files',
    ({ pod }) =>
      (pod.volumes ?? []).some(
        (volume: { projected?: { defaultMode: number } }) =>
          volume.projected && volume.projected.defaultMode !== 0o440,
      ) && 'mode',
  ),
  eachWorkload('gives the owner of the database to migrate alone', ({ object, component, pod }) => {
    const text = JSON.stringify(pod);
    const owner = /DATABASE_OWNER/.test(text);
    return owner !== (component === 'migrate' && object.kind === 'Job') && (owner ? 'has it' : 'lacks it');
  }),
  eachWorkload(
    'gives migrate no secret of the application',
    ({ component, pod }) =>
      component === 'migrate' &&
      /JWT_|DATA_ENCRYPTION|REDIS/.test(JSON.stringify(pod)) &&
      'more than the database',
  ),
  eachWorkload(
    'gives web no secret at all',
    ({ component, pod }) =>
      component === 'web' &&
      /secretKeyRef|secretName|"secret"|projected/.test(JSON.stringify(pod)) &&
      'a secret',
  ),
  eachObject(
    ['Secret'],
    'holds no value in the manifest',
    (secret) => (secret['data'] !== undefined || secret['stringData'] !== undefined) && 'data',
  ),
  eachObject(
    ['Secret'],
    'has a type and is kept',
    ({ metadata, ...secret }) =>
      (!secret['type'] || metadata.annotations?.['helm.sh/resource-policy'] !== 'keep') && 'type or keep',
  ),
  eachObject(
    ['ConfigMap'],
    'holds no secret',
    (map) => /(password|secret|token)\s*[:=]\s*\S{8,}/i.test(JSON.stringify(map['data'] ?? {})) && 'a secret',
  ),
  whole('makes no secret that a person has given', (rendered) => {
    const job = workloads(rendered).find(
      ({ component, object }) => component === 'secrets' && object.kind === 'Job',
    );
    const args = (job?.containers[0].args ?? []).join(' ');
    const names: Record<string, string> = {
      jwtAccess: 'JWT_ACCESS',
      jwtRefresh: 'JWT_REFRESH',
      dataEncryption: 'DATA_ENCRYPTION',
      redisPassword: 'REDIS_PASSWORD',
      databasePassword: '-database/password',
    };
    return Object.entries(names).flatMap(([item, name]) => {
      const value = rendered.values.secrets?.[item];
      const given = value?.existingSecret !== undefined || value?.remoteRef !== undefined;
      return given && args.includes(name) ? [item] : [];
    });
  }),
  whole('lets the secrets Job touch its own Secrets only', (rendered) => {
    const shells = ofKind(rendered, 'Secret')
      .map(({ metadata }) => metadata.name)
      .sort();
    return ofKind(rendered, 'Role').flatMap((role) =>
      role['rules'].flatMap(
        (rule: { verbs: string[]; resources: string[]; resourceNames?: string[]; apiGroups: string[] }) => {
          const narrow =
            JSON.stringify([rule.apiGroups, rule.resources, rule.verbs]) ===
            '[[""],["secrets"],["get","patch"]]';
          const own = JSON.stringify([...(rule.resourceNames ?? [])].sort()) === JSON.stringify(shells);
          return narrow && own ? [] : [JSON.stringify(rule)];
        },
      ),
    );
  }),
  whole('binds that Role to that service account only', (rendered) =>
    ofKind(rendered, 'RoleBinding').flatMap((binding) =>
      binding['subjects'].length === 1 && binding['subjects'][0].name.endsWith('-secrets')
        ? []
        : [JSON.stringify(binding['subjects'])],
    ),
  ),
  eachObject(
    ['ServiceAccount'],
    'mounts no token by itself',
    (account) => account['automountServiceAccountToken'] !== false && 'token',
  ),
];

export const environmentInvariants: Invariant[] = [...environment, ...secrets];
