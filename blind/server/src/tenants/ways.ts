import type { ReadView, SlotRow, WriteTx } from '@siegel/store';
import { type CborValue, decodeCbor, encodeCbor, equalBytes, fixedBytes, hexOf, type Id, ID_BYTES } from '@siegel/wire';

/** Kinds of slots that need no device: ways back to the own key. */
export const WAY_KINDS = ['recovery', 'userKeyFile', 'passkey'] as const;
export type WayKind = (typeof WAY_KINDS)[number];

/** Ways of one kind a user may have: as many as a forgotten password can look at (WH6). */
export const MOST_WAYS = 12;

/** True for the kind of a slot that needs no device. */
export function isWay(kind: string): kind is WayKind {
  return (WAY_KINDS as readonly string[]).includes(kind);
}

/** The user's ways of all kinds, newest first. */
export async function waysOf(reads: Pick<ReadView, 'slotsOfUser' | 'secret'>, user: Id): Promise<readonly SlotRow[]> {
  const order = new Map((await orderOf(reads, user)).map((slotId, at) => [hexOf(slotId), at]));
  const placeOf = ({ slotId }: SlotRow) => order.get(hexOf(slotId)) ?? -1;
  const own = (await reads.slotsOfUser(user)).filter(({ kind }) => isWay(kind));
  return own.toSorted((a, b) => placeOf(b) - placeOf(a));
}

/** Remembers that this way is the newest, in the transaction that keeps it. */
export async function noteNewest(tx: WriteTx, user: Id, slotId: Id): Promise<void> {
  const living = await tx.slotsOfUser(user);
  const before = (await orderOf(tx, user)).filter(
    (known) => !equalBytes(known, slotId) && living.some((slot) => equalBytes(slot.slotId, known)),
  );
  await tx.putSecret(keyOf(user), encodeCbor([...before, slotId]));
}

/** Slot ids in the order they came, oldest first; what came before anybody counted is in none. */
async function orderOf(reads: Pick<ReadView, 'secret'>, user: Id): Promise<readonly Id[]> {
  const kept = await reads.secret(keyOf(user));
  if (kept === undefined) return [];
  return (decodeCbor(kept.slice()) as readonly CborValue[]).map((id) => fixedBytes(id, ID_BYTES, 'slot'));
}

function keyOf(user: Id): string {
  return `ways-of/${hexOf(user)}`;
}
