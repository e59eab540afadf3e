import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Connections of a server that carry nothing at the moment. Browsers open some in advance and say nothing on them; Node counts
 *  those as busy, so that a server that stops would wait for them until its time is up.
 *  @returns closes them. Requests that were begun, and WebSockets, stay. */
export function watchConnections(server: Server, isTls: boolean): () => void {
  const open = new Set<Socket>();
  const busy = new Set<Socket>();
  server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      busy.delete(socket);
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => busy.add(socket));
  return () => {
    for (const socket of open) if (!busy.has(socket)) socket.destroy();
  };
}
