import { Readable } from 'node:stream';
import { CBOR_SEQUENCE_TYPE, hexOf } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { type AkteAccess, akteAccessOf } from './akte-access.ts';
import { writeAkte } from './akten-route.ts';
import { deliver } from './deliver.ts';
import { SequenceWriter } from './sequence-writer.ts';

/** `POST index` (SY22): identity parts of all Stammakten the user may fetch, changed since a seq; once in ten seconds per
 *  device. The entry is durable first, then the rows are read page by page (SV31). */
export function indexRoute(app: FastifyInstance): void {
  app.post(
    '/index',
    { config: { route: { id: 'index', who: 'device', takes: 'json', right: ['read-records', 'read-persons'] } } },
    async (request, reply) => {
      const message = readControl('fetchIndex', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const caller = deviceCaller(request);
      const { tenant, user, device } = caller;
      const { sinceSeq } = message.value;
      if (!tenant.indexTurns.take(hexOf(device))) return sendFailure(reply, { code: 'DELIVERY_TOO_OFTEN' });
      const delivered = await deliver(caller, request.ip, {
        purpose: 'index',
        names: (size) => ({ from: sinceSeq, to: size }),
        refusal: (size) => Promise.resolve(sinceSeq > size ? 'RANGE_UNKNOWN' : undefined),
        read: () => Promise.resolve(),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      const chunks = indexChunks(tenant.core, sinceSeq, akteAccessOf(tenant.core, user));
      return reply.type(CBOR_SEQUENCE_TYPE).send(Readable.from(chunks, { objectMode: false }));
    },
  );
}

async function* indexChunks({ store }: TenantCore, sinceSeq: number, access: AkteAccess) {
  const writer = new SequenceWriter();
  for await (const page of store.identityParts(sinceSeq)) {
    for (const content of page) {
      if (access.isStrict && (await access.scopeOf(store, content.akte)) === 'nothing') continue;
      // Whoever holds no wrap of a Stammakte gets none of its envelopes.
      if (access.reader.mirrors || access.ownWraps(content.wraps).length > 0) writeAkte(writer, content, access);
    }
    yield* writer.takeFull();
  }
  yield* writer.takeAll();
}
