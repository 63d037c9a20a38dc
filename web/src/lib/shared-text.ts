/** Where the operating system posts a text that is shared to the app; the service worker takes it there. */
export const SHARE_PATH = '/imports/share';

/** What stands before a shared text in the address: behind the `#`, which no server ever sees. */
export const SHARED = '#shared=';
