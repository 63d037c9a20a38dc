// Reads statement files and sets of messages with the product's own parsers and compares every field with the
// expected.json beside the files, or with what a messages.json expects: node src/bin/conformance.ts DIRECTORY
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { scoreFile } from '../features/imports/formats/conformance.ts';
import type { ExpectedFile } from '../features/imports/formats/conformance.ts';
import { scoreMessages } from '../features/imports/formats/messages/conformance.ts';
import type { ExpectedMessage, MessageScore } from '../features/imports/formats/messages/conformance.ts';
import { listed } from '../features/imports/formats/listed.ts';
import { readStatementFile } from '../features/imports/formats/read-file.ts';

const GATE_PERCENT = 98;
const MESSAGES_GATE_PERCENT = 99;

interface Totals {
  fields: number;
  equal: number;
  dropped: number;
  wrong: number;
}

const directory = process.argv[2];
if (directory === undefined || !statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('Say which directory holds the statement files: npm run test:conformance -- DIRECTORY');
  process.exit(2);
}
process.exit(await run(directory));

async function run(root: string): Promise<number> {
  const folders = foldersWith('expected.json', root);
  const sets = foldersWith('messages.json', root);
  if (folders.length + sets.length === 0) {
    console.error(`No expected.json and no messages.json in ${root} or below it.`);
    return 2;
  }
  const totals: Totals = { fields: 0, equal: 0, dropped: 0, wrong: 0 };
  let failed = false;
  for (const folder of folders) failed = (await scoreFolder(root, folder, totals)) || failed;
  failed = scoreSets(root, sets, totals) || failed;
  const share = percent(totals.equal, totals.fields);
  console.log(
    `conformance: ${totals.equal} of ${totals.fields} fields equal (${share} %), ${totals.dropped} rows dropped`,
  );
  return failed || totals.fields === 0 || totals.dropped > 0 || totals.wrong > 0 ? 1 : 0;
}

/** Prints one folder's figures and adds them up; true when the folder is under the gate. */
async function scoreFolder(root: string, folder: string, totals: Totals): Promise<boolean> {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
    string,
    ExpectedFile
  >;
  const name = relative(root, folder) || '.';
  const here = { files: 0, rows: 0, rejected: 0, fields: 0, equal: 0, dropped: 0, accepted: 0, refused: 0 };
  const differences: string[] = [];
  for (const [path, want] of Object.entries(expected)) {
    const bytes = readFileSync(join(folder, path));
    const { country = 'NG', ...hint } = want.hint ?? {};
    const parsed = await readStatementFile(bytes, { country, ...hint });
    const score = scoreFile(want, listed(parsed));
    here.files += 1;
    here.rows += parsed.rowCount;
    here.rejected += parsed.statements.reduce((sum, one) => sum + one.rows.rejected, 0);
    here.fields += score.fields;
    here.equal += score.equal;
    here.dropped += score.dropped;
    if (score.wronglyAccepted) here.accepted += 1;
    if (score.wronglyRefused) here.refused += 1;
    differences.push(...score.differences.map((difference) => `  ${path}: ${difference}`));
  }
  console.log(
    `${name}: ${here.files} files, ${here.rows} rows (${here.rejected} rejected with a reason), ` +
      `${here.equal} of ${here.fields} fields equal (${percent(here.equal, here.fields)} %), ` +
      `${here.dropped} rows dropped, ${here.accepted} files wrongly accepted, ${here.refused} wrongly refused`,
  );
  for (const difference of differences) console.log(difference);
  totals.fields += here.fields;
  totals.equal += here.equal;
  totals.dropped += here.dropped;
  totals.wrong += here.accepted + here.refused;
  return here.equal * 100 < here.fields * GATE_PERCENT;
}

/** Prints what of all messages was read right, by country and by issuer; true when they are under the gate. */
function scoreSets(root: string, folders: readonly string[], totals: Totals): boolean {
  if (folders.length === 0) return false;
  const scores = folders.flatMap((folder) => {
    const set = JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8')) as ExpectedMessage[];
    return scoreMessages(set).map((score) => ({
      ...score,
      id: `${relative(root, folder) || '.'} ${score.id}`,
    }));
  });
  for (const { id, differences } of scores) {
    for (const difference of differences) console.log(`  ${id}: ${difference}`);
  }
  printTable('by issuer', scores, ({ country, issuer }) => `${country} ${issuer}`);
  printTable('by country', scores, ({ country }) => country);
  const all = sumOf(scores);
  totals.fields += all.fields;
  totals.equal += all.equal;
  totals.dropped += all.missed;
  totals.wrong += all.wrong;
  return all.equal * 100 < all.fields * MESSAGES_GATE_PERCENT;
}

function printTable(
  title: string,
  scores: readonly MessageScore[],
  keyOf: (score: MessageScore) => string,
): void {
  const keys = [...new Set(scores.map(keyOf))].sort();
  console.log(
    `messages ${title}: payments read / all, other messages not recorded / all, fields equal / counted`,
  );
  for (const key of keys) {
    const own = sumOf(scores.filter((score) => keyOf(score) === key));
    const share = own.fields === 0 ? '' : ` (${percent(own.equal, own.fields)} %)`;
    console.log(
      `  ${key.padEnd(18)} ${own.payments - own.missed} / ${own.payments}, ` +
        `${own.others - own.wrong} / ${own.others}, ${own.equal} / ${own.fields}${share}`,
    );
  }
}

function sumOf(scores: readonly MessageScore[]) {
  const sum = (valueOf: (score: MessageScore) => number): number =>
    scores.reduce((total, score) => total + valueOf(score), 0);
  return {
    payments: sum(({ isTransaction }) => Number(isTransaction)),
    others: sum(({ isTransaction }) => Number(!isTransaction)),
    fields: sum(({ fields }) => fields),
    equal: sum(({ equal }) => equal),
    missed: sum(({ missed }) => Number(missed)),
    wrong: sum(({ wronglyRecorded }) => Number(wronglyRecorded)),
  };
}

function foldersWith(name: string, root: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...foldersWith(name, join(root, entry.name)));
    else if (entry.name === name) found.push(root);
  }
  return found.sort();
}

/** To one decimal, cut and not rounded, so that 100 means all. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '0.0' : (Math.floor((part * 1000) / whole) / 10).toFixed(1);
}
