import { Readable } from 'node:stream';
import { assert, CBOR_SEQUENCE_TYPE, encodeCbor } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signHead } from '../append/signed-head.ts';
import { deviceCaller } from '../edge/caller.ts';
import { readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { ITEM, journalChunks, type PageRange, pageRange } from './journal-page.ts';
import { type Reader, readerOf } from './readable.ts';
import type { Tenant } from '../tenants/tenant.ts';

const query = z.strictObject({ from: z.string().regex(/^(?:0|[1-9][0-9]{0,15})$/) });

/** `GET journal?from=n` (SY20). Bodies are no content, so no delivery entry is written. */
export function journalRoute(app: FastifyInstance): void {
  app.get(
    '/journal',
    { config: { route: { id: 'journal', who: 'device', takes: 'nothing' } } },
    async (request, reply) => {
      const wish = readShape(query, request.query);
      if (!wish.ok) return sendFailure(reply, wish.error);
      const { tenant, user } = deviceCaller(request);
      const { head } = tenant.writer;
      const range = await pageRange(tenant.core.store, Number(wish.value.from), head.size);
      if (range === undefined) return sendFailure(reply, { code: 'RANGE_UNKNOWN' });
      const start = encodeCbor([ITEM.page, range.from, range.to, await noteAt(tenant, range.to)]);
      const reader = readerOf(tenant.core.membership, user);
      return reply
        .type(CBOR_SEQUENCE_TYPE)
        .send(Readable.from(page(tenant, range, reader, start), { objectMode: false }));
    },
  );
}

/** The checkpoint of a page covers exactly its end: of the newest head, or of an older one on the same tree. */
async function noteAt({ core, writer }: Tenant, size: number): Promise<string> {
  if (size === writer.head.size) return writer.head.note;
  const root = await core.store.rootAt(size);
  assert(root !== undefined, 'SY20: a page ends within the journal');
  return (await signHead({ size, root }, core)).note;
}

async function* page({ core }: Tenant, range: PageRange, reader: Reader, start: Uint8Array) {
  yield start;
  yield* journalChunks(core.store, range, reader);
}
