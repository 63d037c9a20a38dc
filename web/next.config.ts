import { fileURLToPath } from 'node:url';
import { withSerwist } from '@serwist/turbopack';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

const config: NextConfig = {
  output: 'standalone',
  // The web imports src/domain and the contracts, which lie outside web/.
  turbopack: { root: repositoryRoot },
  outputFileTracingRoot: repositoryRoot,
  poweredByHeader: false,
  reactStrictMode: true,
  // The API compresses its own answers; a second pass here would buffer the event streams.
  compress: true,
  experimental: {
    // Above the API's upload limit, so that the API, not the proxy, says that a file is too large.
    proxyClientMaxBodySize: '64mb',
    // A large import is answered late; the default cuts a silent connection after 30 s.
    proxyTimeout: 180_000,
  },
};

export default createNextIntlPlugin('./src/lib/i18n/request.ts')(withSerwist(config));
