import type { GroupKeyWraps, WriteTx } from '@siegel/store';
import {
  CBOR_SEQUENCE_TYPE,
  type CborValue,
  decodeBody,
  encodeSequence,
  type Id,
  isHeldBack,
  wrappedKeyToCbor,
  ZERO_ID,
} from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from './deliver.ts';
import { ITEM } from './journal-page.ts';

/** `GET group-keys` (SY24): what the own user needs to open the keys of its groups, and the sealed names of the house; with a
 *  delivery entry. */
export function groupKeysRoute(app: FastifyInstance): void {
  app.get(
    '/group-keys',
    { config: { route: { id: 'group-keys', who: 'device', takes: 'nothing', whenExpired: true } } },
    async (request, reply) => {
      const caller = deviceCaller(request);
      const delivered = await deliver(caller, request.ip, {
        purpose: 'keys',
        names: () => ({}),
        refusal: () => Promise.resolve(undefined),
        read: (tx) => readGroupKeys(tx, caller.user),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      return reply.type(CBOR_SEQUENCE_TYPE).send(Buffer.from(delivered.value));
    },
  );
}

async function readGroupKeys(tx: WriteTx, user: Id): Promise<Uint8Array> {
  const rows = await tx.groupKeyWraps(user);
  const keys = rows.map(({ group, version, wraps }: GroupKeyWraps): CborValue => {
    return [ITEM.groupKey, group, version, wraps.map(wrappedKeyToCbor)];
  });
  return encodeSequence([...keys, ...(await readHouseParts(tx))]);
}

/** Sealed parts of the house: names of groups, roles and colleagues, for everybody with a device. */
async function readHouseParts(tx: WriteTx): Promise<readonly CborValue[]> {
  const items: CborValue[] = [];
  for await (const rows of tx.houseEntriesFrom(0)) {
    for (const { seq, body } of rows) {
      const { kind, parts } = decodeBody(body);
      if (parts.length === 0 || isHeldBack(kind)) continue;
      for await (const contents of tx.contentOfRange(seq, seq + 1))
        for (const { envelopes } of contents)
          items.push(...envelopes.map(({ bytes }) => [ITEM.envelope, ZERO_ID, bytes]));
    }
  }
  return items;
}
