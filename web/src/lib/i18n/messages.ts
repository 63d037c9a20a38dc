import broken from '../../../messages/en.broken.json';
import messages from '../../../messages/en.json';

/**
 * Every word of the product. The last net (app/global-error.tsx) comes with each page, so its few words lie in a file
 * of their own: through it all others would.
 */
export const words = { ...messages, ...broken };
