import type { AccountRow, BlobRow, SecretRow, SlotRow } from '../contract-rows.ts';
import { BLOB_COLUMNS, type BlobColumns, blobRowOf } from './side-state.ts';
import type { Prepare } from './statements.ts';

/** All rows of what is not journal: the synchronous inside of `WholeReads`. */
export function createWholeReads(prepare: Prepare) {
  return {
    allAccounts(): AccountRow[] {
      const rows = prepare('SELECT account, user_id, opaque_record FROM account ORDER BY account').all();
      return (rows as [string, Uint8Array, Uint8Array][]).map(([account, user, opaqueRecord]) => ({
        account,
        user,
        opaqueRecord,
      }));
    },

    allSlots(): SlotRow[] {
      const rows = prepare('SELECT slot_id, user_id, device, kind, bytes FROM slot ORDER BY slot_id').all();
      return (rows as [Uint8Array, Uint8Array, Uint8Array | null, string, Uint8Array][]).map(
        ([slotId, user, device, kind, bytes]) => ({ slotId, user, device, kind, bytes }),
      );
    },

    allSecrets(): SecretRow[] {
      const rows = prepare('SELECT name, value FROM secret ORDER BY name').all() as [string, Uint8Array][];
      return rows.map(([name, value]) => ({ name, value }));
    },

    allBlobs(): BlobRow[] {
      return (prepare(`SELECT ${BLOB_COLUMNS} FROM blob ORDER BY hash`).all() as BlobColumns[]).map(blobRowOf);
    },
  };
}
