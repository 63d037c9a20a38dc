/** Registers the service worker; in development pages change too often to be kept. */
export function registerServiceWorker(): void {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register('/serwist/sw.js', { scope: '/', updateViaCache: 'none' })
    // Some browsers refuse in private windows: the product then works with a network only.
    .catch((error: unknown) => console.warn('service worker not registered', error));
}
