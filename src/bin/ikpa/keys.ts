import { ResealBlocks } from '../../features/imports/reseal-blocks.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';

export const keys: Command[] = [
  {
    name: 'keys reseal',
    args: [],
    summary: 'bring every stored statement under the DATA_ENCRYPTION_KEY of today',
    details: [
      '',
      'Both keys must be configured. It may run beside the product, be ended and begun again; the key before may go',
      'when it reports nothing that cannot be opened. Account numbers stay recognised only where a statement named',
      'them while both keys were there.',
    ],
    run: async (app) => {
      const { resealed, current, lost } = await app.get(ResealBlocks).everything();
      return {
        exit: lost.length === 0 ? EXIT.done : EXIT.found,
        lines: [
          ...lost.map(({ purseId, importId }) => `${purseId} import ${importId}: no configured key opens it`),
          `${resealed} blocks sealed anew, ${current} were already, ${lost.length} imports cannot be opened`,
        ],
        data: { resealed, current, lost },
      };
    },
  },
];
