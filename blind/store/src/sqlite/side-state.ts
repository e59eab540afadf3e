import type { Hash, Id } from '@siegel/wire';
import type { AccountRow, BlobRow, SessionRow, SlotRow } from '../contract-rows.ts';
import type { Prepare } from './statements.ts';

/** Reading what is not journal: the synchronous inside of `SideReads`. */
export function createSideReads(prepare: Prepare) {
  return {
    account(account: string): AccountRow | undefined {
      const row = prepare('SELECT user_id, opaque_record FROM account WHERE account = ?').get(account);
      if (row === undefined) return undefined;
      const [user, opaqueRecord] = row as [Uint8Array, Uint8Array];
      return { account, user, opaqueRecord };
    },

    slotsOfUser(user: Id): SlotRow[] {
      const rows = prepare('SELECT slot_id, device, kind, bytes FROM slot WHERE user_id = ? ORDER BY slot_id').all(
        user,
      );
      return (rows as [Uint8Array, Uint8Array | null, string, Uint8Array][]).map(([slotId, device, kind, bytes]) => ({
        slotId,
        user,
        device,
        kind,
        bytes,
      }));
    },

    session(tokenHash: Hash): SessionRow | undefined {
      const row = prepare('SELECT user_id, device, created_at, expires_at FROM session WHERE token_hash = ?').get(
        tokenHash,
      );
      if (row === undefined) return undefined;
      const [user, device, createdAt, expiresAt] = row as [Uint8Array, Uint8Array | null, number, number];
      return { tokenHash, user, device, createdAt, expiresAt };
    },

    sessions(): SessionRow[] {
      const rows = prepare(
        'SELECT token_hash, user_id, device, created_at, expires_at FROM session ORDER BY created_at, token_hash',
      ).all() as [Uint8Array, Uint8Array, Uint8Array | null, number, number][];
      return rows.map(([tokenHash, user, device, createdAt, expiresAt]) => ({
        tokenHash,
        user,
        device,
        createdAt,
        expiresAt,
      }));
    },

    secret(name: string): Uint8Array | undefined {
      const row = prepare('SELECT value FROM secret WHERE name = ?').get(name) as [Uint8Array] | undefined;
      return row?.[0];
    },

    blob(hash: Hash): BlobRow | undefined {
      const row = prepare(`SELECT ${BLOB_COLUMNS} FROM blob WHERE hash = ?`).get(hash) as BlobColumns | undefined;
      return row === undefined ? undefined : blobRowOf(row);
    },

    blobsOfAkte(akte: Id): BlobRow[] {
      const rows = prepare(`SELECT ${BLOB_COLUMNS} FROM blob WHERE akte = ? ORDER BY hash`).all(akte) as BlobColumns[];
      return rows.map(blobRowOf);
    },
  };
}

/** Writing what is not journal: the synchronous inside of `SideWrites`. */
export function createSideWrites(prepare: Prepare) {
  return {
    putAccount({ account, user, opaqueRecord }: AccountRow): void {
      prepare(
        `INSERT INTO account (account, user_id, opaque_record) VALUES (?, ?, ?)
         ON CONFLICT (account) DO UPDATE SET user_id = excluded.user_id, opaque_record = excluded.opaque_record`,
      ).run(account, user, opaqueRecord);
    },

    removeAccount(account: string): void {
      prepare('DELETE FROM account WHERE account = ?').run(account);
    },

    putSlot({ slotId, user, device, kind, bytes }: SlotRow): void {
      prepare(
        `INSERT INTO slot (slot_id, user_id, device, kind, bytes) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (slot_id) DO UPDATE SET device = excluded.device, kind = excluded.kind, bytes = excluded.bytes
         WHERE slot.user_id = excluded.user_id`,
      ).run(slotId, user, device, kind, bytes);
    },

    removeSlot(slotId: Id): void {
      prepare('DELETE FROM slot WHERE slot_id = ?').run(slotId);
    },

    putSession({ tokenHash, user, device, createdAt, expiresAt }: SessionRow): void {
      prepare(
        `INSERT INTO session (token_hash, user_id, device, created_at, expires_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id, device = excluded.device,
         created_at = excluded.created_at, expires_at = excluded.expires_at`,
      ).run(tokenHash, user, device, createdAt, expiresAt);
    },

    removeSession(tokenHash: Hash): void {
      prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash);
    },

    removeSessionsOf(user: Id, device?: Id): void {
      if (device === undefined) prepare('DELETE FROM session WHERE user_id = ?').run(user);
      else prepare('DELETE FROM session WHERE user_id = ? AND device = ?').run(user, device);
    },

    removeSessionsExpiredAt(nowMs: number): void {
      prepare('DELETE FROM session WHERE expires_at <= ?').run(nowMs);
    },

    putSecret(name: string, value: Uint8Array): void {
      prepare(
        'INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(name, value);
    },

    removeSecret(name: string): void {
      prepare('DELETE FROM secret WHERE name = ?').run(name);
    },

    putBlob({ hash, akte, sizeBytes, receivedBytes, complete }: BlobRow): void {
      prepare(
        `INSERT INTO blob (${BLOB_COLUMNS}) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET akte = excluded.akte, size_bytes = excluded.size_bytes,
         received_bytes = excluded.received_bytes, complete = excluded.complete`,
      ).run(hash, akte, sizeBytes, receivedBytes, complete ? 1 : 0);
    },

    removeBlob(hash: Hash): void {
      prepare('DELETE FROM blob WHERE hash = ?').run(hash);
    },
  };
}

export const BLOB_COLUMNS = 'hash, akte, size_bytes, received_bytes, complete';
export type BlobColumns = [
  hash: Uint8Array,
  akte: Uint8Array,
  sizeBytes: number,
  receivedBytes: number,
  complete: number,
];

export function blobRowOf([hash, akte, sizeBytes, receivedBytes, complete]: BlobColumns): BlobRow {
  return { hash, akte, sizeBytes, receivedBytes, complete: complete === 1 };
}
