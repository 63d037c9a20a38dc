import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { VARIABLES } from '../../src/config/environment.ts';

const root = new URL('../../', import.meta.url);
interface Service {
  image: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  ports?: string[];
  volumes?: string[];
  secrets?: string[];
  networks?: string[];
  environment?: Record<string, string>;
}
interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  networks: Record<string, { internal?: boolean; ipam?: object }>;
}
const read = (file: string) => parse(readFileSync(new URL(file, root), 'utf8'), { merge: true }) as Compose;
const { services, secrets, networks } = read('compose.yaml');
const all = Object.entries(services);

describe('compose.yaml', () => {
  test.each(all)('%s runs closed, as nobody in particular', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
    });
    expect(service.image).not.toMatch(/:latest$|^[^:]+$/);
  });

  test('publishes on this machine only, and neither the database nor Redis', () => {
    const published = all.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['api', 'web', 'prometheus']);
    for (const port of published.flatMap(([, { ports }]) => ports ?? []))
      expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(networks['data']).toEqual({ internal: true });
    for (const name of ['db', 'redis', 'migrate']) expect(services[name]?.networks).toEqual(['data']);
  });

  test('believes X-Forwarded-For of its own network alone', () => {
    const subnet = '${IKPA_SUBNET:-172.30.97.0/24}';
    expect(networks['front']).toEqual({ ipam: { config: [{ subnet }] } });
    expect(services['api']?.environment?.['TRUSTED_PROXIES']).toBe(
      `\${TRUSTED_PROXIES:-127.0.0.0/8,::1,${subnet}}`,
    );
  });

  test('gives each service the secrets it needs and no others, as files', () => {
    const owners = all.filter(([, service]) => service.secrets?.includes('postgres_owner_password'));
    expect(owners.map(([name]) => name)).toEqual(['check', 'db', 'migrate']);
    expect(services['web']?.secrets).toBeUndefined();
    const variables = all.flatMap(([, { environment }]) => Object.entries(environment ?? {}));
    const values = variables.filter(([name]) => /SECRET|PASSWORD|KEY/.test(name));
    for (const [name, value] of values)
      expect([name, value]).toEqual([
        expect.stringMatching(/_FILE$/),
        expect.stringMatching(/^\/run\/secrets\//),
      ]);
    expect(services['check']?.secrets?.toSorted()).toEqual(Object.keys(secrets).toSorted());
  });

  test('sets variables that are read', () => {
    const names = Object.keys(services['api']?.environment ?? {}).map((name) => name.replace(/_FILE$/, ''));
    expect(names.filter((name) => !VARIABLES.includes(name))).toEqual([]);
  });

  test('mounts files that are there', () => {
    const files = all.flatMap(([, { volumes }]) => volumes ?? []).filter((volume) => volume.startsWith('./'));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(existsSync(new URL(file.split(':')[0] ?? '', root))).toBe(true);
  });
});

test('compose.dev.yaml is PostgreSQL and Redis on this machine, with no password of its own', () => {
  const dev = read('compose.dev.yaml');
  expect(Object.keys(dev.services)).toEqual(['db', 'redis']);
  for (const { ports } of Object.values(dev.services))
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  expect(JSON.stringify(dev)).toMatch(/POSTGRES_PASSWORD:\?.*REDIS_PASSWORD:\?/);
});
