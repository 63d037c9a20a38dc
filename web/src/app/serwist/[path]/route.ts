import { randomUUID } from 'node:crypto';
import { createSerwistRoute } from '@serwist/turbopack';

// New with every build: the shells name hashed files, so an older copy of one is of no use.
const revision = randomUUID();
const shells = [
  '/home',
  '/accounts',
  '/transactions',
  '/transactions/names',
  '/transactions/tags',
  '/imports',
  '/imports/view',
  '/settings',
  '/settings/data',
  // Its figures are never kept on a device; the shell says so in its own words, the browser would not.
  '/administration',
];

export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute({
  swSrc: 'src/lib/offline/service-worker.ts',
  useNativeEsbuild: true,
  additionalPrecacheEntries: [...shells, '/', '/help', '/offline'].map((url) => ({ url, revision })),
  esbuildOptions: { sourcemap: false, legalComments: 'none' },
});
