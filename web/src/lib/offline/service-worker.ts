/// <reference lib="webworker" />
import { NetworkFirst, NetworkOnly, Serwist, type PrecacheEntry, type SerwistGlobalConfig } from 'serwist';

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
  fallbacks: {
    entries: [{ url: '/offline', matcher: ({ request }) => request.mode === 'navigate' }],
  },
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
    {
      // Pages that are not kept: signing in, joining by a link, an address that leads nowhere.
      matcher: ({ request, sameOrigin, url }) =>
        sameOrigin && request.mode === 'navigate' && !/^\/(api|health)(\/|$)/.test(url.pathname),
      handler: new NetworkOnly(),
    },
  ],
});

serwist.addEventListeners();
