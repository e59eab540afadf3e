import { Readable } from 'node:stream';
import { assert, CBOR_SEQUENCE_TYPE, encodeCbor, LIMITS } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signHead } from '../append/signed-head.ts';
import { deviceCaller } from '../edge/caller.ts';
import { readShape } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { ITEM, journalChunks, type PageRange, pageRange } from './journal-page.ts';
import { type Reader, readerOf } from './readable.ts';
import type { Tenant } from '../tenants/tenant.ts';

const NUMBER = /^(?:0|[1-9][0-9]{0,15})$/;
/** Twice the longest batch: a page that ends at a batch end holds at least one. */
const LEAST_ENTRIES = 2 * LIMITS.batchEntries;
const query = z.strictObject({
  from: z.string().regex(NUMBER),
  most: z
    .string()
    .regex(NUMBER)
    .refine((most) => Number(most) >= LEAST_ENTRIES && Number(most) <= LIMITS.pageEntries)
    .optional(),
});

/** `GET journal?from=n&most=m` (SY20). Bodies are no content, so no delivery entry is written. */
export function journalRoute(app: FastifyInstance): void {
  app.get(
    '/journal',
    { config: { route: { id: 'journal', who: 'device', takes: 'nothing', whenExpired: true } } },
    async (request, reply) => {
      const wish = readShape(query, request.query);
      if (!wish.ok) return sendFailure(reply, wish.error);
      const { tenant, user } = deviceCaller(request);
      const { head } = tenant.writer;
      const { from, most = LIMITS.pageEntries } = wish.value;
      const range = await pageRange(tenant.core.store, Number(from), head.size, Number(most));
      if (range === undefined) return sendFailure(reply, { code: 'RANGE_UNKNOWN' });
      const start = encodeCbor([ITEM.page, range.from, range.to, await noteAt(tenant, range.to)]);
      const reader = readerOf(tenant.core.membership, user);
      return reply
        .header('siegel-journal-size', String(head.size))
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
