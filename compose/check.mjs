// Runs before everything else: refuses with one line per secret that is missing or weak.
import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = '/run/secrets';
const LEAST = 32;

/** Chosen by others: their strength is not ours to judge. */
const GIVEN = ['smtp_password', 'anthropic_api_key'];

const problems = readdirSync(FOLDER)
  .filter((name) => !GIVEN.includes(name))
  .map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8').trim()])
  .filter(([, value]) => value.length < LEAST || new Set(value).size < 10)
  .map(
    ([name]) =>
      `secrets/${name} is weak: at least ${LEAST} random characters (npm run compose:secrets makes them)`,
  );

try {
  const { loadConfig } = await import('/app/dist/config.js');
  if (problems.length === 0) loadConfig();
} catch (error) {
  problems.push(error.message);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 2;
