import type { FastifyInstance } from 'fastify';
import type { Authority } from './authority.ts';
import { INSTALL_PAGE_HEADERS, installPage } from './install-page.ts';

/** What is handed out of the authority: path, form, and how a system recognises it as one to install. */
export const AUTHORITY_FILES = [
  { path: '/siegel-ca.crt', form: 'der' },
  { path: '/siegel-ca.pem', form: 'pem' },
] as const;

/** Headers of the certificate as a file. */
export function authorityHeaders(path: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/x-x509-ca-cert',
    'content-disposition': `attachment; filename="${path.slice(1)}"`,
  };
}

/** `/einrichten` and the certificate over https (LN3). Without an authority of the house they do not exist. */
export function installRoutes(
  app: FastifyInstance,
  address: string | undefined,
  authority: Authority | undefined,
): void {
  if (authority === undefined) return;
  const page = installPage('https', address, authority);
  app.get('/einrichten', (_, reply) => reply.headers(INSTALL_PAGE_HEADERS).send(page));
  for (const { path, form } of AUTHORITY_FILES)
    app.get(path, (_, reply) => reply.headers(authorityHeaders(path)).send(authority[form]));
}
