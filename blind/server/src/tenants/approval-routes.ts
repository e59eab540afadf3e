import { equalBytes, hexOf } from '@siegel/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AccountCaller, accountCaller } from '../edge/caller.ts';
import { readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import type { ApprovalBox, ApprovalSide } from './approval-boxes.ts';
import { isApprovedDevice, rightsOf } from './member-now.ts';

const messageShape = z.strictObject({
  message: z
    .string()
    .min(1)
    .max(8192)
    .regex(/^[A-Za-z0-9_-]+$/),
});

/** The relay in which a new device and an approved one of the same user exchange commit, nonce, reveal and the sealed user key
 *  (crypto.md flow 1, SL41); with the right to administer also for an invited user. The server sees opaque bytes. SV20. */
export function approvalRoutes(app: FastifyInstance, { limits }: ServerContext): void {
  const config = (id: string, takes: 'json' | 'nothing') =>
    limited({ id, who: 'account', takes }, limits.approvalPerMinute);

  app.post('/approvals', { config: config('approvals-open', 'json') }, async (request, reply) => {
    const message = readShape(messageShape, request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, session, user } = accountCaller(request);
    const box = tenant.approvals.open(user, session.tokenHash, message.value.message);
    return box === undefined ? sendFailure(reply, { code: 'RATE_LIMITED' }) : reply.code(201).send(stateOf(box));
  });

  app.get('/approvals', { config: config('approvals-list', 'nothing') }, async (request, reply) => {
    const caller = accountCaller(request);
    const boxes = caller.tenant.approvals.all().filter((box) => sideOf(caller, box) !== undefined);
    return reply.send({ approvals: boxes.map(stateOf) });
  });

  app.get('/approvals/:approval', { config: config('approvals-read', 'nothing') }, async (request, reply) => {
    const found = findBox(request);
    return found === undefined ? sendFailure(reply, { code: 'SLOT_UNKNOWN' }) : reply.send(stateOf(found.box));
  });

  app.post('/approvals/:approval', { config: config('approvals-answer', 'json') }, async (request, reply) => {
    const message = readShape(messageShape, request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const found = findBox(request);
    if (found === undefined) return sendFailure(reply, { code: 'SLOT_UNKNOWN' });
    const { tenant } = accountCaller(request);
    const taken = tenant.approvals.add(found.box, found.side, message.value.message);
    return taken ? reply.send(stateOf(found.box)) : sendFailure(reply, { code: 'RATE_LIMITED' });
  });

  app.delete('/approvals/:approval', { config: config('approvals-close', 'nothing') }, async (request, reply) => {
    const found = findBox(request);
    if (found === undefined) return sendFailure(reply, { code: 'SLOT_UNKNOWN' });
    accountCaller(request).tenant.approvals.close(found.box);
    return reply.code(204).send();
  });
}

function findBox(request: FastifyRequest): { readonly box: ApprovalBox; readonly side: ApprovalSide } | undefined {
  const caller = accountCaller(request);
  const box = caller.tenant.approvals.find((request.params as { readonly approval: string }).approval);
  const side = box === undefined ? undefined : sideOf(caller, box);
  return box === undefined || side === undefined ? undefined : { box, side };
}

/** On which side of a box a session stands; undefined: it has nothing to do with it, and the box is as good as unknown. */
function sideOf({ tenant, session, user }: AccountCaller, box: ApprovalBox): ApprovalSide | undefined {
  if (equalBytes(box.newcomer, session.tokenHash)) return 'newcomer';
  const { membership } = tenant.core;
  if (session.device === null || !isApprovedDevice(membership, user, session.device)) return undefined;
  const mayApprove = equalBytes(box.user, user) || rightsOf(membership, user).has('administer');
  return mayApprove ? 'approver' : undefined;
}

function stateOf({ id, user, messages, expiresAt }: ApprovalBox) {
  return { approval: id, user: hexOf(user), expiresAt, messages };
}
