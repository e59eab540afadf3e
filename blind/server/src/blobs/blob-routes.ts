import { bytesOfHex, type Hash, hexOf, type Id, LIMITS } from '@siegel/wire';
import type { BlobRow } from '@siegel/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceCaller } from '../edge/caller.ts';
import { readControl, readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { akteAccessOf } from '../fetch/akte-access.ts';
import { deliver } from '../fetch/deliver.ts';
import { byteRangeOf } from './byte-range.ts';

const offsetQuery = z.strictObject({ offset: z.string().regex(/^(?:0|[1-9][0-9]{0,9})$/) });
const HASH = /^[0-9a-f]{64}$/;
const PARTIAL = 206;

/** Attachments: announced, sent in pieces, read in ranges (SY12, SY25). The server holds sealed chunks by their hash. */
export function blobRoutes(app: FastifyInstance): void {
  app.post(
    '/blobs',
    { config: { route: { id: 'blobs-start', who: 'device', takes: 'json', right: 'write-records', grows: true } } },
    async (request, reply) => {
      const message = readControl('blobStart', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const { tenant, user } = deviceCaller(request);
      const { akte, hash, sizeBytes } = message.value;
      const wish = { akte: bytesOfHex(akte) as Id, hash: bytesOfHex(hash) as Hash, sizeBytes };
      if (!(await akteAccessOf(tenant.core, user).mayFetch(tenant.core.store, wish.akte)))
        return sendFailure(reply, { code: 'AKTE_UNKNOWN' });
      const started = await tenant.uploads.start(wish);
      return started.ok ? reply.send(stateOf(started.value)) : sendFailure(reply, started.error);
    },
  );

  app.put(
    '/blobs/:hash',
    {
      config: { route: { id: 'blobs-piece', who: 'device', takes: 'bytes', right: 'write-records', grows: true } },
      bodyLimit: LIMITS.blobPieceBytes,
    },
    async (request, reply) => {
      const query = readShape(offsetQuery, request.query);
      if (!query.ok) return sendFailure(reply, query.error);
      const { tenant } = deviceCaller(request);
      const row = await ownBlob(request);
      if (row === undefined) return sendFailure(reply, { code: 'BLOB_UNKNOWN' });
      const taken = await tenant.uploads.take(row.hash, Number(query.value.offset), request.body as Uint8Array);
      return taken.ok ? reply.send(stateOf(taken.value)) : sendFailure(reply, taken.error);
    },
  );

  app.get(
    '/blobs/:hash',
    { config: { route: { id: 'blobs-read', who: 'device', takes: 'nothing' } } },
    async (request, reply) => {
      const caller = deviceCaller(request);
      const row = await ownBlob(request);
      if (row === undefined || !row.complete) return sendFailure(reply, { code: 'BLOB_UNKNOWN' });
      const range = byteRangeOf(request.headers.range, row.sizeBytes);
      if (range === undefined)
        return sendFailure(reply.header('content-range', `bytes */${row.sizeBytes}`), { code: 'RANGE_UNKNOWN' });
      const delivered = await deliver(caller, request.ip, {
        purpose: 'blob',
        names: () => ({ blob: row.hash, akten: [row.akte] }),
        refusal: async (_, reads) =>
          (await akteAccessOf(caller.tenant.core, caller.user).mayFetch(reads, row.akte)) ? undefined : 'BLOB_UNKNOWN',
        // The entry is durable before the first byte is read: a file is no row of the transaction.
        read: () => Promise.resolve(),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      if (request.headers.range !== undefined)
        void reply.code(PARTIAL).header('content-range', `bytes ${range.start}-${range.end - 1}/${row.sizeBytes}`);
      void reply.header('content-length', String(range.end - range.start)).header('accept-ranges', 'bytes');
      return reply
        .type('application/octet-stream')
        .send(caller.tenant.core.store.blobs.read(row.hash, range.start, range.end));
    },
  );
}

/** The blob a path names, if its Akte is one the user may fetch; else it is as good as unknown (SY27). */
async function ownBlob(request: FastifyRequest): Promise<BlobRow | undefined> {
  const { tenant, user } = deviceCaller(request);
  const { hash } = request.params as { readonly hash: string };
  const row = HASH.test(hash) ? await tenant.core.store.blob(bytesOfHex(hash) as Hash) : undefined;
  return row !== undefined && (await akteAccessOf(tenant.core, user).mayFetch(tenant.core.store, row.akte))
    ? row
    : undefined;
}

function stateOf({ hash, receivedBytes, complete }: BlobRow) {
  return { hash: hexOf(hash), offset: receivedBytes, complete };
}
