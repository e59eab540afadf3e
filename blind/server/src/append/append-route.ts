import { statementKey } from '@siegel/journal';
import { equalBytes, LIMITS } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { base64urlOf } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { deviceCaller } from '../edge/caller.ts';
import { verifySignature } from '../platform/verify.ts';
import { readAppend } from './read-append.ts';
import type { AppendAck } from './writer-job.ts';

/** `POST append` (SY10): everything that needs no state is checked here, off the writer's turn. */
export function appendRoute(app: FastifyInstance): void {
  const config = { route: { id: 'append', who: 'device', takes: 'cbor-seq', grows: true } } as const;
  app.post('/append', { config, bodyLimit: LIMITS.appendBytes }, async (request, reply) => {
    const { tenant, device } = deviceCaller(request);
    const opened = readAppend(request.body as Uint8Array);
    if (!opened.ok) return sendFailure(reply, opened.error);
    const { statement, signed } = opened.value;
    if (!equalBytes(statement.tenant, tenant.core.tenant)) return sendFailure(reply, { code: 'TENANT_FOREIGN' });
    if (!equalBytes(statement.device, device)) return sendFailure(reply, { code: 'AUTHOR_MISMATCH' });
    const publicKey = statementKey(device, Number.MAX_SAFE_INTEGER, tenant.core);
    const signedByDevice =
      publicKey !== undefined && (await verifySignature(publicKey, signed.bytes, signed.signature));
    if (!signedByDevice) return sendFailure(reply, { code: 'STATEMENT_SIGNATURE_WRONG' });
    const outcome = await tenant.writer.append(opened.value);
    if (!outcome.ok) return sendFailure(reply, outcome.error);
    return reply.type('application/json; charset=utf-8').send(ackJson(outcome.value));
  });
}

/** The answer `appendAnswer` of the control messages. */
export function ackJson({ firstSeq, receivedAt, head, proof }: AppendAck): string {
  const left = JSON.stringify(proof.left.map(base64urlOf));
  const right = JSON.stringify(proof.right.map(base64urlOf));
  return `{"firstSeq":${firstSeq},"receivedAt":${receivedAt},"checkpoint":${head.noteJson},"left":${left},"right":${right}}`;
}
