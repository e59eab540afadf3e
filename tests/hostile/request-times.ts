import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';

// Loaded into the server's own process before its first module, by a test only: how long it worked on each request, from its arrival to
// the last byte of the answer. One line each: path, nanoseconds. The program itself tells nobody.

const file = String(process.env['SIEGEL_REQUEST_TIMES']);
const begunAt = new WeakMap<object, bigint>();

subscribe('http.server.request.start', (message) => {
  begunAt.set((message as { request: IncomingMessage }).request, process.hrtime.bigint());
});
subscribe('http.server.response.finish', (message) => {
  const { request } = message as { request: IncomingMessage };
  const took = process.hrtime.bigint() - (begunAt.get(request) ?? 0n);
  appendFileSync(file, `${request.url ?? ''} ${took}\n`);
});
