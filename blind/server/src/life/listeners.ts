import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { answerPlainHttp, createNoticeServer } from '../edge/plain-listener.ts';
import type { Authority } from '../edge/authority.ts';
import type { LoadedCertificate, TlsFiles } from '../edge/tls-settings.ts';
import { watchCertificate } from './certificate-watch.ts';
import { watchConnections } from './open-connections.ts';
import type { ServerContext } from './server-context.ts';

const HTTPS_PORT = 443;

/** What stands around the web application on the network. */
export interface SecureEdge {
  /** Knows one page, for plain http. */
  readonly plain: Server;
  /** Ends watches and connections that carry no request. */
  stop(): void;
}

/** What the edge is made of. */
export interface SecureEdgeTask {
  readonly app: FastifyInstance;
  readonly tls?: TlsFiles;
  readonly certificate: LoadedCertificate | undefined;
  /** Who signed it, where that is the authority of the house. */
  readonly authority: Authority | undefined;
  /** Port of the application. */
  readonly port: number;
  readonly context: ServerContext;
}

/** Closes idle connections when the server stops. With a certificate: watches it, and answers plain http on the port of TLS with the explaining page. */
export function secureEdge(task: SecureEdgeTask): SecureEdge {
  const { app, tls, certificate, authority, port, context } = task;
  const plain = createNoticeServer(addressOf(certificate, port), authority);
  const closeIdle = watchConnections(app.server, certificate !== undefined);
  const stopListeners = () => {
    closeIdle();
    plain.close();
    plain.closeAllConnections();
  };
  if (tls === undefined || certificate === undefined) return { plain, stop: stopListeners };
  const server = app.server as unknown as TlsServer;
  const closeSilent = answerPlainHttp(server, plain);
  const { log, world } = context;
  const endWatch = watchCertificate({ files: tls, loaded: certificate, server, log, world });
  return {
    plain,
    stop() {
      endWatch();
      closeSilent();
      stopListeners();
    },
  };
}

/** Opens the port of the explaining page, when one is wished. @returns its number. */
export async function listenPlain(
  { plain }: SecureEdge,
  { httpPort, host }: { readonly httpPort?: number; readonly host: string },
): Promise<number | undefined> {
  if (httpPort === undefined) return undefined;
  plain.listen(httpPort, host);
  await once(plain, 'listening');
  return (plain.address() as AddressInfo).port;
}

/** The address people should open: the first name of the certificate and the port, which is left out where browsers do. */
function addressOf(certificate: LoadedCertificate | undefined, port: number): string | undefined {
  if (certificate?.host === undefined) return undefined;
  return `https://${certificate.host}${port === HTTPS_PORT ? '' : `:${port}`}/`;
}
