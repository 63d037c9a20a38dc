import { getRequestConfig } from 'next-intl/server';
import messages from '../../../messages/en.json';

/** One language so far. No cookie or header is read here, so that every page can be prerendered. */
export default getRequestConfig(() => Promise.resolve({ locale: 'en', messages, timeZone: 'UTC' }));
