import type { FastifyContextConfig } from 'fastify';
import type { RouteConfig } from './route-config.ts';

/** The config of a route with a limit per minute and address (SY31: 429). */
export function limited(route: RouteConfig, perMinute: number): FastifyContextConfig {
  return { route, rateLimit: { max: perMinute, timeWindow: 60_000 } };
}
