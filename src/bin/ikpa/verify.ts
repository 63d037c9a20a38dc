import { rollupDifferences } from '../../features/transactions/rollup-check.ts';
import { Database } from '../../platform/database/database.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  name: 'verify',
  args: [],
  summary: 'recompute every sum from its rows and compare',
  run: async (app) => {
    const database = app.get(Database);
    const purses = await database.allPurseIds();
    const differences: object[] = [];
    const lines: string[] = [];
    for (const purseId of purses) {
      for (const difference of await database.withPurseAsOperator(purseId, rollupDifferences)) {
        const { table, key, stored, rebuilt } = difference;
        differences.push({ purseId, ...difference });
        lines.push(
          `${purseId} ${table} ${key}: stored ${stored ?? 'nothing'}, rows say ${rebuilt ?? 'nothing'}`,
        );
      }
    }
    return {
      exit: differences.length === 0 ? EXIT.done : EXIT.found,
      lines: [...lines, `${purses.length} purses checked, ${differences.length} differences`],
      data: { purses: purses.length, differences },
    };
  },
};
