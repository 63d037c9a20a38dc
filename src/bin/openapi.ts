import { writeFileSync } from 'node:fs';
import { buildApp, openApi } from '../app.ts';
import { loadConfig } from '../config.ts';

// Writes the OpenAPI document to the file named as argument. Nothing is connected: the values below are not used.
const target = process.argv[2];
if (target === undefined) throw new Error('usage: openapi <file>');
const unused = 'x'.repeat(32);
const app = await buildApp(
  loadConfig({
    DATABASE_URL: 'postgresql://nobody@localhost/none',
    JWT_ACCESS_SECRET: unused,
    JWT_REFRESH_SECRET: unused,
    DATA_ENCRYPTION_KEY: unused,
    LOG_LEVEL: 'silent',
    API_DOCS: '0',
  }),
);
writeFileSync(target, `${JSON.stringify(openApi(app), null, 2)}\n`);
process.exit(0);
