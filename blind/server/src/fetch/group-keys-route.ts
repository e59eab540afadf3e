import type { GroupKeyWraps, WriteTx } from '@siegel/store';
import { CBOR_SEQUENCE_TYPE, encodeSequence, type Id, wrappedKeyToCbor } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from './deliver.ts';
import { ITEM } from './journal-page.ts';

/** `GET group-keys` (SY24): what the own user needs to open the keys of its groups, with a delivery entry. */
export function groupKeysRoute(app: FastifyInstance): void {
  app.get(
    '/group-keys',
    { config: { route: { id: 'group-keys', who: 'device', takes: 'nothing' } } },
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
  return encodeSequence(
    rows.map(({ group, version, wraps }: GroupKeyWraps) => [
      ITEM.groupKey,
      group,
      version,
      wraps.map(wrappedKeyToCbor),
    ]),
  );
}
