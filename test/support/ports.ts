import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

/** A way to a server that a test can cut: to whoever comes by it the server is away. */
export interface Gate {
  port: number;
  close(): Promise<void>;
  /** Lets nothing through on what is connected, and breaks nothing off. */
  hang(): void;
  open(): Promise<void>;
}

/** Opens a gate to a server on this machine. */
export async function openGate(target: { host: string; port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, other: () => Socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('close', () => {
        sockets.delete(socket);
        other().destroy();
      });
  };
  const server = createServer((socket) => {
    const onward = connect(target);
    keep(socket, () => onward);
    keep(onward, () => socket);
    socket.pipe(onward).pipe(socket);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const port = portOf(server);
  return {
    port,
    open: () => (server.listening ? Promise.resolve() : listen(port)),
    hang: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
