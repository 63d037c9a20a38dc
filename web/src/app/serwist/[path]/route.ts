import { randomUUID } from 'node:crypto';
import { createSerwistRoute } from '@serwist/turbopack';

// New with every build: the shells name hashed files, so an older copy of one is of no use.
const revision = randomUUID();
const shells = ['/home', '/accounts', '/transactions', '/imports', '/imports/view', '/settings'];

export const { dynamic, dynamicParams, revalidate, generateStaticParams, GET } = createSerwistRoute({
  swSrc: 'src/lib/offline/service-worker.ts',
  useNativeEsbuild: true,
  additionalPrecacheEntries: [...shells, '/', '/help'].map((url) => ({ url, revision })),
  esbuildOptions: { sourcemap: false, legalComments: 'none' },
});
