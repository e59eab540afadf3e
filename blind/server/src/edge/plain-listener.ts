import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import type { Authority } from './authority.ts';
import { BASE_HEADERS } from './headers.ts';
import { INSTALL_PAGE_HEADERS, installPage } from './install-page.ts';
import { AUTHORITY_FILES, authorityHeaders } from './install-routes.ts';

const FIRST_BYTE_MS = 20_000;
/** The first byte of every TLS connection: a record that holds a handshake. */
const HANDSHAKE = 0x16;

const PAGE_STATUS = 403;

/** A server for plain http that knows one page, whatever is asked of it, and the certificate of the authority of the house (SV29,
 *  LN1). */
export function createNoticeServer(httpsAddress: string | undefined, authority: Authority | undefined): Server {
  const page = Buffer.from(installPage('http', httpsAddress, authority));
  return createServer({ requestTimeout: FIRST_BYTE_MS, headersTimeout: FIRST_BYTE_MS }, ({ method, url }, response) => {
    const file = method === 'GET' && authority ? AUTHORITY_FILES.find(({ path }) => path === url) : undefined;
    const content = file === undefined || authority === undefined ? page : Buffer.from(authority[file.form]);
    const headers = file === undefined ? INSTALL_PAGE_HEADERS : { ...BASE_HEADERS, ...authorityHeaders(file.path) };
    const transport = { 'content-length': String(content.length), connection: 'close' };
    response.writeHead(file === undefined ? PAGE_STATUS : 200, { ...headers, ...transport }).end(content);
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
