import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltPage } from './build-with-fake-safe.ts';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** The policy the page must live under, as README.md tells the server. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** A running server of the built page. */
export interface PageServer {
  readonly origin: string;
  /** Paths asked for so far. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Serves the built page as the real server does: strict policy on every answer, fresh style nonce in every index.html,
 *  index.html for every path without a file. @param demo what `GET /demo` answers; 404 when undefined. */
export async function servePage(page: BuiltPage, demo: unknown): Promise<PageServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', contentSecurityPolicy(nonce));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (pathname === '/demo') return answerDemo(response, demo);
    answerFile(response, page, pathname, nonce);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answerDemo(response: ServerResponse, demo: unknown): void {
  response.statusCode = demo === undefined ? 404 : 200;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(demo ?? {}));
}

function answerFile(response: ServerResponse, page: BuiltPage, pathname: string, nonce: string): void {
  const file = page.get(pathname);
  const isAsset = pathname.startsWith('/assets/');
  if (file === undefined && isAsset) {
    response.statusCode = 404;
    response.end();
    return;
  }
  const content = file ?? page.get('/index.html') ?? new Uint8Array();
  const type = file === undefined ? 'html' : (pathname.split('.').at(-1) ?? '');
  response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream');
  response.setHeader('cache-control', 'no-store');
  response.end(type === 'html' ? Buffer.from(content).toString('utf8').replaceAll('__STYLE_NONCE__', nonce) : content);
}
