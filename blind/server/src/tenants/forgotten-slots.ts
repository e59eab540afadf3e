import { createHmac } from 'node:crypto';
import { hexOf, type Id } from '@siegel/wire';
import { base64urlOf } from '../edge/control-message.ts';
import { mayHoldAccount } from './member-now.ts';
import type { TenantCore } from './tenant-core.ts';
import { WAY_KINDS, waysOf } from './ways.ts';

/** As many of each kind as are handed out to a page, newest first; four pages reach all there may be (WH6). */
const OF_A_KIND = 3;
/** Every slot that needs no device is as long as every other (SL30). */
export const SLOT_BYTES = 98;
const SUITE = 1;

/** A sealed way as it is handed out. */
interface ForgottenSlot {
  readonly slotId: string;
  readonly kind: string;
  readonly slot: string;
}

/** Three slots of each kind for any name, newest first, in one order. What is missing is filled with bytes that follow from the name and
 *  a secret of the tenant, and an unknown name has nothing else. The same is read and made whoever asks, so that nobody learns by answer
 *  or time who has an account (T25). */
export async function forgottenSlots(
  { store, opaqueSetup, membership }: Pick<TenantCore, 'store' | 'opaqueSetup' | 'membership'>,
  account: string,
  page = 0,
): Promise<{ readonly user: string; readonly slots: readonly ForgottenSlot[] }> {
  const row = await store.account(account);
  const made = (what: string, length: number) => stretched(opaqueSetup, `${account}/${what}`, length);
  const madeUser = made('user', 16);
  const user = row !== undefined && mayHoldAccount(membership, row.user) ? row.user : madeUser;
  const ways = await waysOf(store, user);
  const slots: ForgottenSlot[] = [];
  for (const kind of WAY_KINDS) {
    const fitting = ways.filter((way) => way.kind === kind && way.bytes.length === SLOT_BYTES);
    for (let at = page * OF_A_KIND; at < (page + 1) * OF_A_KIND; at++) {
      const filling = { slotId: made(`${kind}/${at}/id`, 16), bytes: sealedLook(made(`${kind}/${at}`, SLOT_BYTES)) };
      const { slotId, bytes } = fitting[at] ?? filling;
      slots.push(lineOf(kind, slotId, bytes));
    }
  }
  return { user: hexOf(user), slots };
}

function lineOf(kind: string, slotId: Id, bytes: Uint8Array): ForgottenSlot {
  return { slotId: hexOf(slotId), kind, slot: base64urlOf(bytes) };
}

function sealedLook(bytes: Uint8Array): Uint8Array {
  bytes[0] = SUITE;
  return bytes;
}

function stretched(secret: string, label: string, length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let i = 0; blocks.length * 32 < length; i++)
    blocks.push(createHmac('sha256', secret).update(`siegel/forgotten/${label}/${i}`).digest());
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}
