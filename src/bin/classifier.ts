// How good the classifier is on labelled texts that nothing of it was set by: npm run test:classifier
// With --fit: what calibration.ts should say, found on the other labelled texts.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shippedNames } from '../domain/classifier/base.ts';
import { fitCalibration } from '../domain/classifier/fit.ts';
import { SEED, judge, readLabelled, reportOn, written } from '../domain/classifier/evaluate.ts';
import type { Labelled, Report } from '../domain/classifier/evaluate.ts';

const DIRECTORY = new URL('../../test/corpus/categories/', import.meta.url).pathname;

const fit = textsOf(DIRECTORY);
const held = textsOf(join(DIRECTORY, 'held'));
if (process.argv.includes('--fit')) console.log(JSON.stringify(fitCalibration(written(fit, SEED)), null, 2));
else report(written(held, SEED));

function textsOf(directory: string): Labelled[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) =>
      readLabelled(name.slice(0, 2).toUpperCase(), readFileSync(join(directory, name), 'utf8')),
    );
}

function report(texts: readonly Labelled[]): void {
  console.log(
    `${[...shippedNames()].length} names and phrases; ${held.length} labelled texts that set nothing, ` +
      `each written in four ways: ${texts.length} texts; ${fit.length} others set the confidence\n`,
  );
  const judged = judge(texts);
  const whole = reportOn(judged);
  line('', 'texts', 'best right', 'assigned', 'of these right', 'unknowable left alone', 'ECE');
  figures('classifier alone', whole);
  figures('with known words', reportOn(judge(texts, { withWords: true })));
  console.log('');
  for (const country of [...new Set(texts.map((one) => one.country))].sort())
    figures(country, reportOn(judged.filter((one) => one.country === country)));
  console.log('\nwithout the list of the country, from words that other lists and every country share');
  for (const country of [...new Set(texts.map((one) => one.country))].sort()) {
    const own = texts.filter((one) => one.country === country);
    figures(country, reportOn(judge(own, { without: country })));
  }
  console.log('\nconfidence   texts   mean confidence   right');
  for (const bin of whole.bins)
    console.log(
      `${bin.from.toFixed(1)}–${(bin.from + 0.1).toFixed(1)}   ${`${bin.rows}`.padStart(7)}   ${percent(bin.confidence).padStart(15)}   ${percent(bin.right).padStart(5)}`,
    );
  if (process.argv.includes('--wrong')) {
    console.log('\nassigned and wrong:');
    judged.forEach((one, at) => {
      const text = texts[at];
      if (one.right || one.confidence < 0.8 || text === undefined) return;
      console.log(
        `  ${text.country} ${text.text}: ${one.guessed}, not ${text.key} (${percent(one.confidence)})`,
      );
    });
  }
}

function figures(name: string, report: Report): void {
  line(
    name,
    `${report.rows}`,
    percent(report.accuracy),
    percent(report.assigned),
    percent(report.precision),
    percent(report.leftAlone),
    report.ece.toFixed(3),
  );
}

function line(...cells: string[]): void {
  console.log(
    cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(at === 5 ? 23 : 16))).join(''),
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
