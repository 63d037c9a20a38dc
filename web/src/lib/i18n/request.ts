import { getRequestConfig } from 'next-intl/server';
import { words } from './messages.ts';

/** One language so far. No cookie or header is read here, so that every page can be prerendered. */
export default getRequestConfig(() => Promise.resolve({ locale: 'en', messages: words, timeZone: 'UTC' }));
