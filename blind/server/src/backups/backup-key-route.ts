import type { WriteTx } from '@siegel/store';
import { bytesOfHex, CBOR_SEQUENCE_TYPE, encodeSequence, equalBytes, type Id, ZERO_ID } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { sendFailure } from '../edge/failure.ts';
import { deliver } from '../fetch/deliver.ts';
import { ITEM } from '../fetch/journal-page.ts';
import { freshnessFault } from '../tenants/freshness.ts';

const RECORD_ID = /^[0-9a-f]{32}$/;

/** `GET backup-keys/:record` (BK24): the sealed identity of one key of backups, for a user it names, right behind the password, and behind its
 *  entry of the log. To everybody else there is nothing to open. */
export function backupKeyRoute(app: FastifyInstance): void {
  app.get(
    '/backup-keys/:record',
    { config: { route: { id: 'backup-key', who: 'device', takes: 'nothing' } } },
    async (request, reply) => {
      const caller = deviceCaller(request);
      const { record: hex } = request.params as { readonly record: string };
      const record = RECORD_ID.test(hex) ? (bytesOfHex(hex) as Id) : undefined;
      const { membership } = caller.tenant.core;
      const key = membership.backup
        .keysAt(Number.MAX_SAFE_INTEGER)
        .find((made) => record !== undefined && equalBytes(made.record, record));
      if (key?.holders.some((user) => equalBytes(user, caller.user)) !== true)
        return sendFailure(reply, { code: 'BACKUP_NOT_HOLDER' });
      const code = freshnessFault(request);
      if (code !== undefined) return sendFailure(reply, { code });
      const delivered = await deliver(caller, request.ip, {
        purpose: 'backup-key',
        names: () => ({}),
        // Somebody removed in the same commit gets nothing any more.
        refusal: () =>
          Promise.resolve(
            membership.userAt(caller.user, Number.MAX_SAFE_INTEGER)?.active === true ? undefined : 'BACKUP_NOT_HOLDER',
          ),
        read: (tx) => sealedPartAt(tx, key.seq),
      });
      if (!delivered.ok) return sendFailure(reply, delivered.error);
      return reply.type(CBOR_SEQUENCE_TYPE).send(Buffer.from(delivered.value));
    },
  );
}

async function sealedPartAt(tx: WriteTx, seq: number): Promise<Uint8Array> {
  for await (const contents of tx.contentOfRange(seq, seq + 1))
    for (const { envelopes } of contents)
      return encodeSequence(envelopes.map(({ bytes }) => [ITEM.envelope, ZERO_ID, bytes]));
  return encodeSequence([]);
}
