import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { NONCE_PLACEHOLDER } from './src/release/page-nonce.ts';

/** Puts the policy into the page of a client that a foreign host serves (CD20): nobody there makes a nonce per answer, so that the
 *  page carries one that follows from its own text. What a style could do with it needs markup first, which Trusted Types refuse.
 *  @param server origin of the server the client is built for; undefined: nothing to do, the server sends the policy. */
export function clientOfServer(server: string | undefined): Plugin {
  return {
    name: 'siegel-client-of-server',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page) {
        if (server === undefined) return page;
        const { origin } = new URL(server);
        if (origin !== server)
          throw new Error('SIEGEL_CLIENT_SERVER is an origin: scheme, host and port, nothing else');
        const nonce = createHash('sha256').update(page).digest('base64url').slice(0, 24);
        const policy = `<meta http-equiv="content-security-policy" content="${policyFor(origin, nonce)}" />`;
        return page
          .replaceAll(NONCE_PLACEHOLDER, nonce)
          .replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    ${policy}`);
      },
    },
  };
}

/** The policy of `blind/server/src/edge/headers.ts`, with the one server it may talk to. A page cannot forbid by itself to be framed;
 *  its host has to (docs/user/client-getrennt.md). */
function policyFor(server: string, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ${server} ${server.replace(/^http/, 'ws')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    'frame-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types siegel default',
  ].join('; ');
}
