import { Readable } from 'node:stream';
import type { TarOfBackup } from '@siegel/keep';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { byteRangeOf } from '../blobs/byte-range.ts';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from '../fetch/deliver.ts';
import type { BackupCaller } from './new-backup.ts';
import { backupListOf, backupStateOf } from './backup-list.ts';
import { isZone } from './daily-times.ts';

const ACCEPTED = 202;
const NO_CONTENT = 204;
const PARTIAL = 206;

/** Backups on demand (BK26..BK31): made, followed, cancelled, compared, handed out and deleted by whoever administers, who also changes the
 *  plan (BK51). What is handed out is sealed: it opens with the key of BK23 alone. Whether all is well is for everybody (BK56). */
export function backupRoutes(app: FastifyInstance): void {
  const config = (id: string, more: { readonly grows?: boolean; readonly takes?: 'json' } = {}) =>
    ({ config: { route: { id, who: 'device', takes: 'nothing', right: 'administer', ...more } } }) as const;

  app.get('/backups', config('backups-list'), async (request, reply) =>
    reply.send(await backupListOf(deviceCaller(request).tenant)),
  );

  app.put('/backups/plan', config('backups-plan', { takes: 'json' }), async (request, reply) => {
    const plan = readControl('backupPlan', request.body);
    if (!plan.ok || !isZone(plan.value.zone)) return sendFailure(reply, { code: 'MESSAGE_MALFORMED' });
    const changed = await deviceCaller(request).tenant.daily.change(plan.value, callerOf(request));
    return changed.ok ? reply.code(NO_CONTENT).send() : sendFailure(reply, changed.error);
  });

  app.get(
    '/backup-state',
    { config: { route: { id: 'backup-state', who: 'device', takes: 'nothing' } } },
    async (request, reply) => reply.send(await backupStateOf(deviceCaller(request).tenant)),
  );

  app.post('/backups', config('backups-make', { grows: true }), async (request, reply) => {
    const begun = await deviceCaller(request).tenant.backups.make(callerOf(request));
    return begun.ok ? reply.code(ACCEPTED).send(begun.value) : sendFailure(reply, begun.error);
  });

  app.delete('/backups/running', config('backups-cancel'), async (request, reply) => {
    await deviceCaller(request).tenant.backups.cancel();
    return reply.code(NO_CONTENT).send();
  });

  app.delete('/backups/:id', config('backups-delete'), async (request, reply) => {
    const removed = await deviceCaller(request).tenant.backups.remove(idOf(request), callerOf(request));
    return removed.ok ? reply.code(NO_CONTENT).send() : sendFailure(reply, removed.error);
  });

  app.post('/backups/:id/check', config('backups-check'), async (request, reply) => {
    const begun = await deviceCaller(request).tenant.backups.check(idOf(request));
    return begun.ok ? reply.code(ACCEPTED).send(begun.value) : sendFailure(reply, begun.error);
  });

  app.get('/backups/:id/file', config('backups-file'), async (request, reply) => {
    const caller = deviceCaller(request);
    const backup = idOf(request);
    const found = await caller.tenant.backups.download(backup);
    if (!found.ok) return sendFailure(reply, found.error);
    const range = byteRangeOf(rangeWanted(request, found.value), found.value.bytes);
    if (range === undefined)
      return sendFailure(reply.header('content-range', `bytes */${found.value.bytes}`), { code: 'RANGE_UNKNOWN' });
    const delivered = await deliver(caller, request.ip, {
      purpose: 'backup',
      names: () => ({ backup }),
      refusal: () => Promise.resolve(undefined),
      // The entry is durable before the first byte is read: a file is no row of the transaction.
      read: () => Promise.resolve(),
    });
    if (!delivered.ok) return sendFailure(reply, delivered.error);
    return sendTar(reply, { tar: found.value, backup, range, isPart: rangeWanted(request, found.value) !== undefined });
  });
}

/** What is asked for: with `If-Range` only where it still is the same file (RFC 9110 §13.1.5). */
function rangeWanted({ headers }: FastifyRequest, { tag }: TarOfBackup): string | undefined {
  const same = headers['if-range'];
  return same === undefined || same === `"${tag}"` ? headers.range : undefined;
}

function sendTar(
  reply: FastifyReply,
  of: {
    readonly tar: TarOfBackup;
    readonly backup: string;
    readonly range: { readonly start: number; readonly end: number };
    readonly isPart: boolean;
  },
): FastifyReply {
  const { tar, backup, range, isPart } = of;
  if (isPart) void reply.code(PARTIAL).header('content-range', `bytes ${range.start}-${range.end - 1}/${tar.bytes}`);
  return reply
    .header('content-length', String(range.end - range.start))
    .header('accept-ranges', 'bytes')
    .header('etag', `"${tar.tag}"`)
    .header('content-disposition', `attachment; filename="siegel-backup-${backup}.tar"`)
    .type('application/x-tar')
    .send(Readable.from(tar.read(range.start, range.end), { objectMode: false }));
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id: string }).id;
}

function callerOf(request: FastifyRequest): BackupCaller {
  const { user, device } = deviceCaller(request);
  return { user, device, address: request.ip };
}
