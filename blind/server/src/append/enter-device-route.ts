import { selfEntered } from '@siegel/journal';
import { equalBytes } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { accountCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { verifySignature } from '../platform/verify.ts';
import { ackJson } from './append-route.ts';
import { readAppend } from './read-append.ts';

/** `POST device/enter` (SY4a): the one entry an account session may write: a device of its own user that enters itself, which
 *  takes the user key (JN16). Everything else is the writer's check, as for any batch. */
export function enterDeviceRoute(app: FastifyInstance, { limits }: ServerContext): void {
  const config = limited(
    { id: 'device-enter', who: 'account', takes: 'cbor-seq', whenExpired: true },
    limits.proofPerMinute,
  );
  app.post('/device/enter', { config }, async (request, reply) => {
    const { tenant, user } = accountCaller(request);
    const opened = readAppend(request.body as Uint8Array);
    if (!opened.ok) return sendFailure(reply, opened.error);
    const { statement, signed, entries } = opened.value;
    if (!equalBytes(statement.tenant, tenant.core.tenant)) return sendFailure(reply, { code: 'TENANT_FOREIGN' });
    const [first, ...others] = entries;
    const entered = first === undefined ? undefined : selfEntered(first.body, first.fields);
    if (entered === undefined || others.length > 0) return sendFailure(reply, { code: 'KIND_NOT_ALLOWED' });
    if (!equalBytes(entered.user, user)) return sendFailure(reply, { code: 'RIGHT_MISSING' });
    if (!(await verifySignature(entered.ed25519Public, signed.bytes, signed.signature)))
      return sendFailure(reply, { code: 'STATEMENT_SIGNATURE_WRONG' });
    const outcome = await tenant.writer.append(opened.value);
    if (!outcome.ok) return sendFailure(reply, outcome.error);
    return reply.type('application/json; charset=utf-8').send(ackJson(outcome.value));
  });
}
