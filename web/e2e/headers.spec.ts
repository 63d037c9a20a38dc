import { expect, test } from './support/test.ts';

const pages = ['/', '/help', '/sign-in', '/sign-up', '/home', '/transactions', '/imports', '/imports/view'];

const more = [
  '/accounts',
  '/transactions/names',
  '/transactions/tags',
  '/settings',
  '/settings/data',
  '/offline',
];

for (const path of [...pages, ...more, '/nowhere']) {
  test(`${path} lets only its own scripts run`, async ({ request }) => {
    const answer = await request.get(path);
    expect(answer.status()).toBe(path === '/nowhere' ? 404 : 200);
    const headers = answer.headers();
    const policy = new Map(
      (headers['content-security-policy'] ?? '').split('; ').map((part) => {
        const [name = '', ...sources] = part.split(' ');
        return [name, sources] as const;
      }),
    );
    const scripts = policy.get('script-src') ?? [];
    expect(scripts[0]).toBe("'self'");
    expect(scripts.slice(1).every((source) => /^'sha256-[\w+/]{43}='$/.test(source))).toBe(true);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': expect.stringContaining('no-cache'),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });
}

test('the service worker is asked for anew each time, hashed files never', async ({ request }) => {
  const worker = await request.get('/serwist/sw.js');
  expect(worker.status()).toBe(200);
  expect(worker.headers()).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': expect.stringContaining('javascript'),
  });
  const html = await (await request.get('/')).text();
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  expect((await request.get(script)).headers()['cache-control']).toContain('immutable');
});

test('the API answers on the same origin', async ({ request }) => {
  const health = await request.get('/health');
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ status: 'healthy' });
  expect((await request.get('/api/v1/me')).status()).toBe(401);
});
