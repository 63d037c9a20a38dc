import { setTimeout as wait } from 'node:timers/promises';
import { say, seconds } from '../../scripts/console.mjs';
import { seedOf, seededRandom } from '../../src/domain/prng.ts';
import { acknowledged } from './stories/acknowledged.ts';
import { clockJumps } from './stories/clock.ts';
import { commitKilled } from './stories/commit-killed.ts';
import { databaseAway } from './stories/database-away.ts';
import { jobsKilled } from './stories/jobs-killed.ts';
import { redisAway } from './stories/redis-away.ts';
import { repeated } from './stories/repeated.ts';
import { slowClients } from './stories/slow-clients.ts';
import { twoEditors } from './stories/two-editors.ts';
import { workerKilled } from './stories/worker-killed.ts';
import { House } from './support/house.ts';
import { Invariants } from './support/invariants.ts';
import { Report } from './support/report.ts';
import { shuffled } from './support/story.ts';
import type { Run, Story } from './support/story.ts';

/** On a database that is killed … */
const RESTLESS: Story[] = [commitKilled, acknowledged, databaseAway];
/** … and on one that stays, at the same time. */
const QUIET: Story[] = [repeated, twoEditors, redisAway, workerKilled, jobsKilled, clockJumps];
/** Its clients are waited for during all of the others. */
const FIRST: Story[] = [slowClients];

/** Runs the stories, in an order that the seed decides, and answers the exit code. */
export async function runFaults(given: {
  root: string;
  seed: number;
  only: string[];
  quick: boolean;
  signal: AbortSignal;
}): Promise<number> {
  const began = Date.now();
  const report = new Report();
  const wanted = (stories: Story[]) =>
    stories.filter(({ name }) => given.only.length === 0 || given.only.some((part) => name.includes(part)));
  say(`faults: seed ${given.seed}`);
  const mixed = (stories: Story[]) => shuffled(wanted(stories), seededRandom(given.seed));
  const lanes = [mixed(RESTLESS), [...wanted(FIRST), ...mixed(QUIET)]].filter((lane) => lane.length > 0);
  const ends = await Promise.allSettled(lanes.map((stories) => runLane(stories, given, report)));
  for (const end of ends) if (end.status === 'rejected') report.violation(String(end.reason));
  say(`\n${report.table()}\n`);
  for (const text of report.violations) say(`violated: ${text}`);
  say(`faults: seed ${given.seed}, ${report.violations.length} violations, ${seconds(Date.now() - began)}`);
  return report.violations.length === 0 ? 0 : 1;
}

async function runLane(
  stories: Story[],
  given: { root: string; seed: number; quick: boolean; signal: AbortSignal },
  report: Report,
): Promise<void> {
  const house = await House.start(given.root);
  try {
    const invariants = new Invariants(house);
    await invariants.prepare();
    const goingOn: Promise<void>[] = [];
    const later = (work: Promise<void>) => void goingOn.push(work);
    for (const story of stories) {
      given.signal.throwIfAborted();
      const random = seededRandom(seedOf([given.seed, story.name]));
      const run: Run = { ...given, house, invariants, random, report, later };
      const began = Date.now();
      await tell(story, run);
      say(`  ${story.name}: ${seconds(Date.now() - began)}`);
    }
    await Promise.all(goingOn);
    await invariants.verify();
    for (const text of new Set(invariants.broken)) report.violation(text);
    const names = stories.map(({ name }) => name).join(', ');
    report.figure(
      `invariants broken in ${invariants.checks} checks of ${names}`,
      invariants.broken.length,
      '0',
      invariants.broken.length === 0,
    );
    await wait(200);
    const misdeeds = house.misdeeds();
    for (const text of misdeeds) report.violation(text);
    report.figure(`ends and errors nobody caused in ${names}`, misdeeds.length, '0', misdeeds.length === 0);
  } finally {
    if (process.env['FAULTS_LOGS'] !== undefined) say(house.logs());
    await house.stop();
  }
}

/** A story that cannot be told to its end is a violation, and does not keep the others from being told. */
async function tell(story: Story, run: Run): Promise<void> {
  try {
    await story.run(run);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    run.report.violation(`${story.name}: ${error.stack ?? error.message}`);
  }
}
