import { SystemService } from '../../features/admin/system.service.ts';
import { WrongUsage } from './command.ts';
import type { Command } from './command.ts';

export const jobs: Command[] = [
  {
    name: 'jobs list',
    args: [],
    summary: 'show how many jobs wait, run and failed, and the newest failed ones',
    run: async (app) => {
      const view = await app.get(SystemService).jobsForOperator();
      const queues = view.queues.map(
        ({ name, queued, active, failed }) =>
          `${name}: ${queued} waiting, ${active} running, ${failed} failed`,
      );
      const failed = view.failed.map(
        ({ id, queue, failedAt, retries }) => `failed ${id} ${queue} ${failedAt} after ${retries} more tries`,
      );
      return { lines: [...queues, ...failed], data: view };
    },
  },
  {
    name: 'jobs retry',
    args: ['[ID]'],
    summary: 'put a failed job back into its queue, or --all of them',
    options: { all: { type: 'boolean', about: 'every failed job' } },
    run: async (app, { args, options }) => {
      if ((args[0] === undefined) === (options['all'] !== true))
        throw new WrongUsage('Name a job by its ID, or say --all.');
      const retried = await app.get(SystemService).retryAsOperator(args[0] ?? null);
      return {
        lines: [
          ...retried.map(({ id, queue }) => `${queue} ${id}: back in its queue`),
          `${retried.length} put back`,
        ],
        data: { retried },
      };
    },
  },
];
