/// <reference lib="webworker" />
import { NetworkFirst, Serwist, type PrecacheEntry, type SerwistGlobalConfig } from 'serwist';

declare global {
  interface WorkerGlobalScope extends SerwistGlobalConfig {
    __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
  }
}
declare const self: ServiceWorkerGlobalScope;

/**
 * Keeps the shells and their files on the device. The API is never kept here: its answers live in
 * IndexedDB, where signing out removes them.
 */
const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST ?? [],
  precacheOptions: {
    cleanupOutdatedCaches: true,
    // /imports/view?id=… opens from the shell /imports/view.
    ignoreURLParametersMatching: [/.*/],
  },
  skipWaiting: true,
  clientsClaim: true,
  navigationPreload: false,
  runtimeCaching: [
    {
      // What a link fetches before it moves on; without it the browser loads the kept shell instead.
      matcher: ({ request, sameOrigin, url }) =>
        sameOrigin && request.headers.get('RSC') === '1' && !url.pathname.startsWith('/api/'),
      handler: new NetworkFirst({
        cacheName: 'moves',
        networkTimeoutSeconds: 4,
        matchOptions: { ignoreSearch: true },
      }),
    },
  ],
});

serwist.addEventListeners();
