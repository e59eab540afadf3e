import { bytesOfHex, type Id, LIMITS, PROTOCOL_VERSION } from '@siegel/wire';
import { server } from '@serenity-kit/opaque';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ackJson } from '../append/append-route.ts';
import { readAppend } from '../append/read-append.ts';
import { base64urlOf, bytesOfBase64url, readControl, readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { opaqueAnswer } from './opaque-answer.ts';

const announcement = z.strictObject({ tenant: z.string().regex(/^[0-9a-f]{32}$/) });

/** Founding a tenant, in four steps by whoever holds the founding token: announce, register (two OPAQUE steps), genesis.
 *  The server never makes the genesis (JN7); it only offers the log key that stands in it. SV1. */
export function foundingRoutes(app: FastifyInstance, { foundings, limits }: ServerContext): void {
  const perMinute = limits.foundPerMinute;
  const config = (id: string, takes: 'json' | 'cbor-seq') =>
    limited({ id, who: 'founder', takes, grows: true }, perMinute);

  app.post('/v1/tenants', { config: config('found-announce', 'json') }, async (request, reply) => {
    const message = readShape(announcement, request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const offer = foundings.announce(bytesOfHex(message.value.tenant) as Id);
    if (!offer.ok) return sendFailure(reply, offer.error);
    const { tenant } = message.value;
    const instance = Buffer.from(offer.value.instance).toString('hex');
    return reply.send({ tenant, instance, protocol: PROTOCOL_VERSION, logPublic: base64urlOf(offer.value.logPublic) });
  });

  app.post(
    '/v1/tenants/:founding/register/start',
    { config: config('found-register-start', 'json') },
    async (request, reply) => {
      const message = readControl('registerStart', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const serverSetup = foundings.opaqueSetupOf(foundingOf(request));
      if (serverSetup === undefined) return sendFailure(reply, { code: 'TENANT_UNKNOWN' });
      const { account, registrationRequest } = message.value;
      const answer = opaqueAnswer(() =>
        server.createRegistrationResponse({ serverSetup, userIdentifier: account, registrationRequest }),
      );
      return answer.ok ? reply.send(answer.value) : sendFailure(reply, answer.error);
    },
  );

  app.post(
    '/v1/tenants/:founding/register/finish',
    { config: config('found-register-finish', 'json') },
    async (request, reply) => {
      const message = readControl('registerFinish', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const { account, user, registrationRecord } = message.value;
      const opaqueRecord = bytesOfBase64url(registrationRecord);
      const kept = foundings.register(foundingOf(request), { account, user: bytesOfHex(user) as Id, opaqueRecord });
      return kept.ok ? reply.code(204).send() : sendFailure(reply, kept.error);
    },
  );

  app.post(
    '/v1/tenants/:founding/genesis',
    { config: config('found-genesis', 'cbor-seq'), bodyLimit: LIMITS.appendBytes },
    async (request, reply) => {
      const opened = readAppend(request.body as Uint8Array);
      if (!opened.ok) return sendFailure(reply, opened.error);
      const founded = await foundings.found(foundingOf(request), opened.value);
      if (!founded.ok) return sendFailure(reply, founded.error);
      return reply.type('application/json; charset=utf-8').send(ackJson(founded.value));
    },
  );
}

function foundingOf(request: FastifyRequest): string {
  return (request.params as { readonly founding: string }).founding;
}
