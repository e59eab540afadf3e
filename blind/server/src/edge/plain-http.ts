import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOCAL_NAME = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/;
/** Headers by which proxies name the one they speak for. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'via'] as const;

/** True when a request came over plain http from another machine (SY32, SV29, SV33). Beside the address of the caller: what a
 *  proxy on this machine passes on comes from elsewhere, unless it is trusted and says https; and a name that is not this
 *  machine's own, pointed here by somebody else's name server, is not local either.
 *  @param isProxy whether an address is that of a trusted proxy. */
export function isPlainFromElsewhere(request: FastifyRequest, isProxy: (address: string) => boolean): boolean {
  // A trusted proxy may say anything here; only https counts.
  if (request.protocol === 'https') return false;
  const { remoteAddress = '' } = request.socket;
  if (!LOOPBACK.test(remoteAddress) || isProxy(remoteAddress)) return true;
  const { headers } = request;
  return PROXY_HEADERS.some((name) => headers[name] !== undefined) || !LOCAL_NAME.test(headers.host ?? 'localhost');
}
