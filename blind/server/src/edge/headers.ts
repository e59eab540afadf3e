import { PROTOCOL_VERSION } from '@siegel/wire';

/** Headers of every answer (SY30, assurance: an answer that a browser shows by mistake does nothing). */
export const BASE_HEADERS: Readonly<Record<string, string>> = {
  'siegel-protocol': String(PROTOCOL_VERSION),
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), ' +
    'publickey-credentials-get=(self), serial=(), usb=()',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
};

/** Only over TLS: a browser ignores it elsewhere. Two years, the least that preload lists take. */
export const HSTS = 'max-age=63072000; includeSubDomains';

/** The policy of the web client's page. Scripts only from here, WebAssembly for Argon2id and OPAQUE; style elements need the
 *  nonce of this answer; markup reaches the page only through the named Trusted Types policies. */
export function pagePolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types siegel default',
  ].join('; ');
}

/** The policy of workers that are handed all they need, and hold what nobody else may learn: the one that reads PDF, and the one that has a
 *  password in its hands (WB60). Their own script and WebAssembly, no connection at all. */
export const CLOSED_WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The policy of the safe's worker, which a browser takes from the worker's own script: nothing but its scripts, WebAssembly,
 *  this server, and the worker for passwords, by the one policy that names it. It renders nothing. */
export const WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');
