import type { Config } from '../../config.ts';

/** `__Host-` needs Secure, which only works over https (and on localhost in some browsers). */
export function accessCookieName(config: Config): string {
  return config.http.secureCookies ? '__Host-ikpa_access' : 'ikpa_access';
}

/** The refresh cookie is bound to the path of the routes that use it, so `__Host-` (path /) cannot be had. */
export function refreshCookieName(config: Config): string {
  return config.http.secureCookies ? '__Secure-ikpa_refresh' : 'ikpa_refresh';
}

export const REFRESH_COOKIE_PATH = '/api/v1/auth';
