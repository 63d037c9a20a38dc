import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Appends the address that really called to X-Forwarded-For, as every proxy in a chain does. Next
 * fills the header only when it is absent, so without this a caller could write any address into it,
 * and the API, which reads the list from the right, would count tries against that one.
 */
export function nameTheCaller(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    const address = socket.remoteAddress;
    if (address === undefined) return;
    const before = request.headers['x-forwarded-for'];
    request.headers['x-forwarded-for'] = before === undefined ? address : `${String(before)}, ${address}`;
  });
}
