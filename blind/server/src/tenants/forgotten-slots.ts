import { createHmac } from 'node:crypto';
import { hexOf, type Id } from '@siegel/wire';
import { base64urlOf } from '../edge/control-message.ts';
import type { TenantCore } from './tenant-core.ts';

const KINDS = ['recovery', 'userKeyFile', 'passkey'] as const;
/** As many of each kind as are handed out: the same three whenever somebody asks, which need not be the newest. */
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

/** Three slots of each kind for any name, in one order. What is missing is filled with bytes that follow from the name and a secret
 *  of the tenant, and an unknown name has nothing else: nobody learns who has an account (T25). */
export async function forgottenSlots(
  { store, opaqueSetup }: Pick<TenantCore, 'store' | 'opaqueSetup'>,
  account: string,
): Promise<{ readonly user: string; readonly slots: readonly ForgottenSlot[] }> {
  const row = await store.account(account);
  const made = (what: string, length: number) => stretched(opaqueSetup, `${account}/${what}`, length);
  const own = row === undefined ? [] : await store.slotsOfUser(row.user);
  const slots = KINDS.flatMap((kind) => {
    const known = own.filter((slot) => slot.kind === kind && slot.bytes.length === SLOT_BYTES).slice(-OF_A_KIND);
    return Array.from({ length: OF_A_KIND }, (_, i) => {
      const slot = known[i];
      return slot === undefined
        ? lineOf(kind, made(`${kind}/${i}/id`, 16), sealedLook(made(`${kind}/${i}`, SLOT_BYTES)))
        : lineOf(kind, slot.slotId, slot.bytes);
    });
  });
  return { user: hexOf(row?.user ?? made('user', 16)), slots };
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
