import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type PageFacts, PATH_BY_LANGUAGE, renderPage } from './render-page.ts';

const STYLE = readFileSync(new URL('page.css', import.meta.url), 'utf8');

/** No script, nothing from elsewhere, and no page of another address may frame, embed or read this one. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
};

interface Answer {
  readonly type: string;
  readonly body: string;
}

/** The server of the demo page. Everything it answers is made at once; a request chooses one of four answers. */
export function createPageServer(facts: PageFacts): Server {
  const page = { type: 'text/html; charset=utf-8' };
  const answerByPath = new Map<string, Answer>([
    [PATH_BY_LANGUAGE.de, { ...page, body: renderPage('de', facts) }],
    [PATH_BY_LANGUAGE.en, { ...page, body: renderPage('en', facts) }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: STYLE }],
    ['/health', { type: 'application/json; charset=utf-8', body: '{"status":"ok"}' }],
  ]);
  return createServer((request, response) => answer(request, response, answerByPath));
}

function answer(request: IncomingMessage, response: ServerResponse, answerByPath: ReadonlyMap<string, Answer>): void {
  const found = answerByPath.get((request.url ?? '').split('?')[0] ?? '');
  const status = statusOf(request, found !== undefined);
  const { type, body } =
    status === 200 && found !== undefined ? found : { type: 'text/plain; charset=utf-8', body: `${status}\n` };
  response.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function statusOf(request: IncomingMessage, isKnown: boolean): number {
  if (!isOwnName(request)) return 421;
  if (request.method !== 'GET' && request.method !== 'HEAD') return 405;
  return isKnown ? 200 : 404;
}

/** A name of another site that was pointed at this machine would let that site read the codes. */
function isOwnName({ headers, socket }: IncomingMessage): boolean {
  return ['localhost', '127.0.0.1'].some((name) => headers.host === `${name}:${socket.localPort}`);
}
