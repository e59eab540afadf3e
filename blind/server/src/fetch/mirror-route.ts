import { Readable } from 'node:stream';
import type { EntryContent } from '@siegel/store';
import { CBOR_SEQUENCE_TYPE, encodeCbor, wrappedKeyToCbor } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { deliver } from './deliver.ts';
import { ITEM } from './journal-page.ts';
import { readerOf } from './readable.ts';
import { SequenceWriter } from './sequence-writer.ts';

/** `POST mirror` (SY23): everything that lies beside a range of entries, for service devices that hold all. The entry is
 *  durable first, then the rows are read page by page (SV31). */
export function mirrorRoute(app: FastifyInstance): void {
  app.post(
    '/mirror',
    { config: { route: { id: 'mirror', who: 'device', takes: 'json', right: 'mirror' } } },
    async (request, reply) => {
      const message = readControl('fetchRange', request.body);
      if (!message.ok) return sendFailure(reply, message.error);
      const caller = deviceCaller(request);
      const { from, to } = message.value;
      const delivered = await deliver(caller, request.ip, {
        purpose: 'mirror',
        names: () => ({ from, to }),
        refusal: async (size) => {
          if (!readerOf(caller.tenant.core.membership, caller.user).mirrors) return 'RIGHT_MISSING';
          return from > to || to > size ? 'RANGE_UNKNOWN' : undefined;
        },
        read: () => Promise.resolve(),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      const chunks = mirrorChunks(caller.tenant.core, from, to);
      return reply.type(CBOR_SEQUENCE_TYPE).send(Readable.from(chunks, { objectMode: false }));
    },
  );
}

async function* mirrorChunks({ store }: TenantCore, from: number, to: number) {
  const writer = new SequenceWriter();
  for await (const page of store.contentOfRange(from, to)) {
    for (const content of page) writeBeside(writer, content);
    yield* writer.takeFull();
  }
  yield* writer.takeAll();
}

/** [7, seq, [wraps], [[compartment, envelope], ...]] */
function writeBeside(writer: SequenceWriter, { seq, wraps, envelopes }: EntryContent): void {
  writer.array(4);
  writer.uint(ITEM.beside);
  writer.uint(seq);
  writer.raw(encodeCbor(wraps.map(wrappedKeyToCbor)));
  writer.array(envelopes.length);
  for (const { compartment, bytes } of envelopes) {
    writer.array(2);
    writer.uint(compartment);
    writer.bytes(bytes);
  }
}
