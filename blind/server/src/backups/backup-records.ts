import { type Before, beforeOfBytes, beforeToBytes, type DamagedFile } from '@siegel/keep';
import type { ReadView, TenantStore, WriteTx } from '@siegel/store';
import { decodeCbor, encodeCbor, type Id } from '@siegel/wire';

/** What is known of a backup without opening it. */
export interface BackupRecord {
  readonly madeAt: number;
  /** Null: the plan made it. */
  readonly by: Id | null;
  readonly bytes: number;
  readonly journalSize: number;
  /** To whom it was sealed: nothing for another recipient is built upon it. */
  readonly recipient: string;
}

/** How its files compared with their list. */
export interface BackupCheck {
  readonly at: number;
  readonly damaged: number;
  /** The first of the damaged ones. */
  readonly names: readonly string[];
  /** Counts the comparisons of a set. */
  readonly turn: number;
}

const NAMES_MOST = 20;
/** They belong to this instance: a backup holds nothing of the backups before it (BK13). */
export const BACKUP_PREFIX = 'backup/';
const recordKey = (id: string) => `${BACKUP_PREFIX}record/${id}`;
const beforeKey = (id: string) => `${BACKUP_PREFIX}before/${id}`;
const checkKey = (id: string) => `${BACKUP_PREFIX}check/${id}`;

/** Keeps what a made backup is and holds, in the tenant's encrypted database (BK26). */
export async function putRecord(tx: WriteTx, record: BackupRecord, before: Before): Promise<void> {
  const { madeAt, by, bytes, journalSize, recipient } = record;
  const { id } = before.manifest;
  await tx.putSecret(recordKey(id), encodeCbor([madeAt, by, bytes, journalSize, recipient]));
  await tx.putSecret(beforeKey(id), beforeToBytes(before));
}

/** Forgets a backup. */
export async function removeRecord(tx: WriteTx, id: string): Promise<void> {
  for (const key of [recordKey(id), beforeKey(id), checkKey(id)]) await tx.removeSecret(key);
}

/** Undefined: it was made before this tenant was restored, or the server ended between its list and its entry. */
export async function recordOf(view: Pick<ReadView, 'secret'>, id: string): Promise<BackupRecord | undefined> {
  const kept = await view.secret(recordKey(id));
  if (kept === undefined) return undefined;
  const [madeAt, by, bytes, journalSize, recipient] = decodeCbor(kept) as unknown as readonly [
    number,
    Id | null,
    number,
    number,
    string,
  ];
  return { madeAt, by, bytes, journalSize, recipient };
}

/** What a backup holds, for the next one. */
export async function beforeOf(view: Pick<ReadView, 'secret'>, id: string): Promise<Before | undefined> {
  const kept = await view.secret(beforeKey(id));
  return kept === undefined ? undefined : beforeOfBytes(kept);
}

/** Keeps the outcome of a comparison; the last one counts. */
export function putCheck(
  store: TenantStore,
  id: string,
  of: { readonly at: number; readonly turn: number; readonly damaged: readonly DamagedFile[] },
): Promise<void> {
  const names = of.damaged.slice(0, NAMES_MOST).map(({ name }) => name);
  return store.write((tx) => tx.putSecret(checkKey(id), encodeCbor([of.at, of.damaged.length, names, of.turn])));
}

/** Undefined: never compared. */
export async function checkOf(view: Pick<ReadView, 'secret'>, id: string): Promise<BackupCheck | undefined> {
  const kept = await view.secret(checkKey(id));
  if (kept === undefined) return undefined;
  // Before there was a plan, comparisons were not counted.
  const [at, damaged, names, turn = 0] = decodeCbor(kept) as readonly [number, number, readonly string[], number?];
  return { at, damaged, names, turn };
}
