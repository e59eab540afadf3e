import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/** True when a request came over plain http from another machine (SY32). A proxy that ends TLS stands on this machine. */
export function isPlainFromElsewhere(request: FastifyRequest): boolean {
  return request.protocol === 'http' && !LOOPBACK.test(request.socket.remoteAddress ?? '');
}
