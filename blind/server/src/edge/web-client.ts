import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CLOSED_WORKER_POLICY, pagePolicy, WORKER_POLICY } from './headers.ts';

/** Stands in the built index.html wherever the nonce of an answer goes. */
const NONCE_PLACEHOLDER = '__STYLE_NONCE__';

const NONCE_BYTES = 18;
const YEAR_SECONDS = 31_536_000;
/** Built files carry the hash of their content in their name, below this folder. */
const HASHED = '/assets/';
/** Scripts of workers: the one that holds the keys, the one that keeps the client's files, and the one that reads PDF. A browser takes a worker's policy from its
 *  script. */
const WORKERS = [
  { script: /\/(?:safe-worker-[\w-]+|service-worker)\.js$/, policy: WORKER_POLICY },
  { script: /\/(?:pdf-worker|safe-opaque)-[\w-]+\.js$/, policy: CLOSED_WORKER_POLICY },
];

/** Answers a page of the web client. */
export type SendPage = (reply: FastifyReply) => FastifyReply;

/** Serves the built web client of `directory`: hashed files for a year, everything else anew each time; index.html with a
 *  style nonce of its own per answer. @returns how to answer the page, for addresses that the client itself resolves. */
export async function webClientRoutes(app: FastifyInstance, directory: string): Promise<SendPage> {
  const page = await readFile(join(directory, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: directory,
    index: false,
    preCompressed: true,
    wildcard: true,
    dotfiles: 'ignore',
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply, path) => {
      const cached = path.replaceAll('\\', '/').includes(HASHED);
      void reply.header('cache-control', cached ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      const script = path.replaceAll('\\', '/').replace(/\.(?:br|gz)$/, '');
      const worker = WORKERS.find((known) => known.script.test(script));
      if (worker !== undefined) void reply.header('content-security-policy', worker.policy);
    },
  });
  const sendPage: SendPage = (reply) => answerPage(reply, page);
  app.get('/', (_, reply) => sendPage(reply));
  app.get('/index.html', (_, reply) => sendPage(reply));
  return sendPage;
}

/** True for an address bar or a link: what comes is shown as a page. */
export function wantsPage(request: FastifyRequest): boolean {
  const { accept = '' } = request.headers;
  return request.method === 'GET' && !request.url.startsWith('/v1/') && accept.includes('text/html');
}

function answerPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return reply
    .header('content-security-policy', pagePolicy(nonce))
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
}
