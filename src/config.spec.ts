import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.ts';
import { ConfigError } from './config/problems.ts';

const folder = mkdtempSync(join(tmpdir(), 'ikpa-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = 'x'.repeat(32);
const NEEDED = {
  DATABASE_URL: 'postgresql://ikpa_app:p@localhost/ikpa',
  JWT_ACCESS_SECRET: SECRET,
  JWT_REFRESH_SECRET: SECRET,
  DATA_ENCRYPTION_KEY: SECRET,
};

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function problems(env: Record<string, string | undefined>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

describe('the configuration', () => {
  it('needs four values and has a default for every other one', () => {
    expect(loadConfig(NEEDED)).toEqual({
      version: '0.1.0',
      environment: 'development',
      http: {
        host: '127.0.0.1',
        port: 3000,
        internalPort: 9464,
        publicUrl: 'http://localhost:3001',
        secureCookies: false,
        trustedProxies: ['127.0.0.0/8', '::1'],
        docs: true,
        requestsPerMinute: 600,
      },
      database: { url: NEEDED.DATABASE_URL, passwords: [], ownerUrl: null, poolMax: 10 },
      redisUrl: null,
      mail: null,
      auth: {
        signUp: 'open',
        adminEmail: null,
        passwordMinLength: 12,
        signUpsPerHour: 30,
        accessSecret: SECRET,
        accessSecretPrevious: null,
        refreshSecret: SECRET,
        refreshSecretPrevious: null,
      },
      dataKey: SECRET,
      dataKeyPrevious: null,
      logLevel: 'debug',
      errors: null,
      traces: null,
      ai: null,
      workerInside: true,
      demo: false,
      deletionGraceDays: 7,
      importFileDays: 0,
      limits: { uploadBytes: 26_214_400, importRows: 200_000 },
    });
  });

  it('asks an AI where a key is given, bounded unless the limit is 0', () => {
    const ANTHROPIC_API_KEY = fileWith('ai-key', 'sk-ant-a-key-of-nobody\n');
    const given = { ...NEEDED, ANTHROPIC_API_KEY_FILE: ANTHROPIC_API_KEY };
    const usual = {
      apiKey: 'sk-ant-a-key-of-nobody',
      model: 'claude-sonnet-5-5',
      baseUrl: 'https://api.anthropic.com',
      timeoutMs: 300_000,
      monthlyLimit: 10_000_000,
    };
    expect(loadConfig(given).ai).toEqual(usual);
    const own = {
      AI_MODEL: 'claude-haiku-5-5',
      AI_BASE_URL: 'https://proxy.example.org/ai/',
      AI_TIMEOUT_SECONDS: '60',
      AI_MONTHLY_LIMIT: '0',
    };
    expect(loadConfig({ ...given, ...own }).ai).toEqual({
      ...usual,
      model: 'claude-haiku-5-5',
      baseUrl: 'https://proxy.example.org/ai',
      timeoutMs: 60_000,
      monthlyLimit: null,
    });
    expect(problems({ ...given, AI_MODEL: 'some-model-without-a-price' })).toContain('AI_MODEL');
    expect(problems({ ...NEEDED, ANTHROPIC_API_KEY: 'two\nlines of something' })).toContain(
      'ANTHROPIC_API_KEY',
    );
  });

  it('takes an empty value for one that was not given', () => {
    const empty = { PORT: '', PUBLIC_URL: '', REDIS_URL: '', LOG_LEVEL: '', JWT_ACCESS_SECRET_PREVIOUS: '' };
    expect(loadConfig({ ...NEEDED, ...empty })).toEqual(loadConfig(NEEDED));
  });

  it('lists everything that is wrong at once, by name and in words, and no secret', () => {
    const env = {
      DATABASE_URL: 'mysql://root@localhost/ikpa',
      JWT_ACCESS_SECRET: 'short-and-secret',
      PORT: '70000',
      SIGN_UP: 'maybe',
      DATA_ENCRYPTION_KEY: '',
    };
    expect(problems(env).split('\n')).toEqual([
      'The configuration is not complete:',
      expect.stringMatching(/^ {2}- PORT: Too big/),
      expect.stringMatching(/^ {2}- DATABASE_URL: Invalid URL/),
      expect.stringMatching(/^ {2}- SIGN_UP: Invalid option: expected one of "open"\|"invite"\|"closed"$/),
      '  - JWT_ACCESS_SECRET: needs at least 32 characters',
      '  - JWT_REFRESH_SECRET: is not set',
      '  - DATA_ENCRYPTION_KEY: is not set',
    ]);
    expect(problems(env)).not.toContain('short-and-secret');
  });

  it('reads a secret from the file that NAME_FILE names, without its last line break', () => {
    const given = { ...NEEDED, JWT_ACCESS_SECRET: undefined };
    const path = fileWith('access', `${'y'.repeat(40)}\n`);
    expect(loadConfig({ ...given, JWT_ACCESS_SECRET_FILE: path }).auth.accessSecret).toBe('y'.repeat(40));
  });

  it('says which file is not there, which is too short, and which value was given twice', () => {
    const env = {
      ...NEEDED,
      DATABASE_URL: undefined,
      DATABASE_URL_FILE: join(folder, 'missing'),
      JWT_ACCESS_SECRET: undefined,
      JWT_ACCESS_SECRET_FILE: fileWith('short', 'short\n'),
      JWT_REFRESH_SECRET_FILE: fileWith('second', SECRET),
    };
    expect(problems(env).split('\n')).toEqual([
      'The configuration is not complete:',
      expect.stringMatching(/^ {2}- DATABASE_URL_FILE: ENOENT/),
      '  - JWT_REFRESH_SECRET: given twice, also by JWT_REFRESH_SECRET_FILE',
      '  - DATABASE_URL: is not set',
      '  - JWT_ACCESS_SECRET: needs at least 32 characters',
    ]);
  });

  it('takes a mail server by its URL or by its parts, with the password apart', () => {
    const mail = (env: Record<string, string>) => loadConfig({ ...NEEDED, ...env }).mail;
    const from = 'Ikpa <ikpa@example.org>';
    expect(mail({ SMTP_URL: 'smtps://ada:p%40ss@mail.example.org', MAIL_FROM: from })).toEqual({
      host: 'mail.example.org',
      port: 465,
      secure: true,
      user: 'ada',
      password: 'p@ss',
      from,
    });
    const parts = { SMTP_HOST: 'mail.example.org', SMTP_USER: 'ada', MAIL_FROM: from };
    expect(mail({ ...parts, SMTP_PASSWORD_FILE: fileWith('smtp', 'from a file\n') })).toEqual({
      host: 'mail.example.org',
      port: 587,
      secure: false,
      user: 'ada',
      password: 'from a file',
      from,
    });
    expect(mail({ ...parts, SMTP_PASSWORD_FILE: '/dev/null' })).toMatchObject({ password: null });
    expect(mail({ SMTP_URL: 'smtp://[::1]:25', MAIL_FROM: from })).toMatchObject({ host: '::1', port: 25 });
  });

  it('refuses half of a mail server', () => {
    const smtp = { ...NEEDED, SMTP_URL: 'smtp://mail.example.org' };
    expect(problems(smtp)).toBe('MAIL_FROM: is not set, and mail needs a sender.');
    const sender = { MAIL_FROM: 'ikpa@example.org' };
    expect(problems({ ...smtp, ...sender, SMTP_HOST: 'other.example.org' })).toMatch(
      /^SMTP_HOST: given beside/,
    );
    expect(problems({ ...smtp, MAIL_FROM: 'Ikpa' })).toMatch(/MAIL_FROM: needs an address/);
  });

  it('makes cookies secure by the address people come to, and drops its last slash', () => {
    const { http } = loadConfig({ ...NEEDED, PUBLIC_URL: 'https://money.example.org/' });
    expect([http.publicUrl, http.secureCookies]).toEqual(['https://money.example.org', true]);
  });

  it('is quiet in production unless told otherwise', () => {
    const level = (env: Record<string, string>) => loadConfig({ ...NEEDED, ...env }).logLevel;
    expect(level({ NODE_ENV: 'production' })).toBe('info');
    expect(level({ NODE_ENV: 'production', LOG_LEVEL: 'warn' })).toBe('warn');
  });

  it('cannot be changed once it is loaded', () => {
    const config = loadConfig(NEEDED);
    expect(() => Object.assign(config.auth, { signUp: 'closed' })).toThrow(TypeError);
    expect(() => Object.assign(config.http.trustedProxies, ['0.0.0.0/0'])).toThrow(TypeError);
  });
});
