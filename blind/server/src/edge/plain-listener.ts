import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import { BASE_HEADERS } from './headers.ts';
import { noticePage, plainHttpNotice } from './notice-page.ts';

const FIRST_BYTE_MS = 20_000;
/** The first byte of every TLS connection: a record that holds a handshake. */
const HANDSHAKE = 0x16;

/** A server for plain http that knows one page and nothing else, whatever is asked of it (SV29). */
export function createNoticeServer(httpsAddress: string | undefined): Server {
  const notice = plainHttpNotice(httpsAddress);
  const page = noticePage(notice);
  const headers = {
    ...BASE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(page)),
    connection: 'close',
  };
  return createServer({ requestTimeout: FIRST_BYTE_MS, headersTimeout: FIRST_BYTE_MS }, (_, response) => {
    response.writeHead(notice.status, headers).end(page);
  });
}

/** Lets whoever speaks plain http to the port of `server` see the page of `plain` instead of a broken connection: people type
 *  http where https is meant. The first byte tells. @returns closes connections that have said nothing yet. */
export function answerPlainHttp(server: TlsServer, plain: Server): () => void {
  const silent = new Set<Socket>();
  const startTls = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    const giveUp = () => socket.destroy();
    socket.setTimeout(FIRST_BYTE_MS, giveUp);
    socket.on('error', giveUp);
    socket.once('close', () => silent.delete(socket));
    socket.once('readable', () => {
      silent.delete(socket);
      const first = socket.read(1) as Buffer | null;
      if (first === null) socket.destroy();
      else {
        socket.setTimeout(0);
        socket.off('timeout', giveUp);
        socket.off('error', giveUp);
        socket.unshift(first);
        if (first[0] === HANDSHAKE) for (const start of startTls) start.call(server, socket);
        else plain.emit('connection', socket);
      }
    });
  });
  return () => {
    for (const socket of silent) socket.destroy();
  };
}
