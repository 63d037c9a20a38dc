/// <reference lib="webworker" />
import { NetworkFirst, NetworkOnly, Serwist, type PrecacheEntry, type SerwistGlobalConfig } from 'serwist';
import { SHARE_PATH, sharedHash } from '../shared-text.ts';

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

/** A shared text goes to the paste box on this very device: no server and no log sees it on the way. */
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'POST' && new URL(url).pathname === SHARE_PATH) event.respondWith(toPasteBox(event.request));
});

async function toPasteBox(request: Request): Promise<Response> {
  const form = await request.formData();
  const words = ['title', 'text', 'url'].flatMap((name) => {
    const value = form.get(name);
    return typeof value === 'string' && value.trim() !== '' ? [value] : [];
  });
  return Response.redirect(`/imports${sharedHash(words.join('\n'))}`, 303);
}

serwist.addEventListeners();
