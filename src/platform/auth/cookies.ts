import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import { ACCESS_TOKEN_SECONDS } from './access-token.ts';

/** `__Host-` needs Secure, which only works over https (and on localhost in some browsers). */
export function accessCookieName(config: Config): string {
  return config.http.secureCookies ? '__Host-ikpa_access' : 'ikpa_access';
}

/** The refresh cookie is bound to the path of the routes that use it, so `__Host-` (path /) cannot be had. */
export function refreshCookieName(config: Config): string {
  return config.http.secureCookies ? '__Secure-ikpa_refresh' : 'ikpa_refresh';
}

/** Tells at sign-in that this browser signed in to the account before. */
export function deviceCookieName(config: Config): string {
  return config.http.secureCookies ? '__Secure-ikpa_device' : 'ikpa_device';
}

const DEVICE_SECONDS = 365 * 24 * 3600;

export const REFRESH_COOKIE_PATH = '/api/v1/auth';

/** Sends both cookies of a signed-in browser; the second lasts as long as the session does. */
export function setSessionCookies(
  reply: FastifyReply,
  config: Config,
  given: { accessToken: string; refreshToken: string; secondsLeft: number },
): void {
  void reply
    .setCookie(accessCookieName(config), given.accessToken, {
      ...accessCookie(config),
      maxAge: ACCESS_TOKEN_SECONDS,
    })
    .setCookie(refreshCookieName(config), given.refreshToken, {
      ...refreshCookie(config),
      maxAge: Math.max(0, Math.ceil(given.secondsLeft)),
    });
}

export function setDeviceCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(deviceCookieName(config), token, { ...refreshCookie(config), maxAge: DEVICE_SECONDS });
}

/** Takes both cookies of a session away. */
export function clearSessionCookies(reply: FastifyReply, config: Config): void {
  void reply
    .clearCookie(accessCookieName(config), accessCookie(config))
    .clearCookie(refreshCookieName(config), refreshCookie(config));
}

const accessCookie = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies }) as const;

const refreshCookie = (config: Config) =>
  ({
    path: REFRESH_COOKIE_PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: config.http.secureCookies,
  }) as const;
