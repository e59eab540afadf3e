import { CborError, type CborValue, decodeCbor, encodeCbor } from '@siegel/wire';
import { KEY_BYTES, reveal, Secret } from './secret.ts';

/** What a slot or a hand-over holds: the user key, and the organisation's public key as the anchor by which a fresh device trusts
 *  the journal (ADR 0009). */
export interface SlotContent {
  readonly userKey: Secret;
  readonly orgPublic: Uint8Array;
}

const PUBLIC_BYTES = 32;

/** The items that are sealed. */
export function slotContentItems({ userKey, orgPublic }: SlotContent): readonly CborValue[] {
  return [reveal(userKey), orgPublic];
}

/** The bytes that are sealed. */
export function slotContentBytes(content: SlotContent): Uint8Array<ArrayBuffer> {
  return encodeCbor(slotContentItems(content));
}

/** The content of opened bytes; undefined when they are anything else. */
export function slotContentOf(opened: Uint8Array): SlotContent | undefined {
  return slotContentOfItems(itemsOf(opened));
}

/** The content of items; undefined when they are anything else. */
export function slotContentOfItems(items: readonly CborValue[]): SlotContent | undefined {
  const [userKey, orgPublic, ...more] = items;
  if (!(userKey instanceof Uint8Array) || !(orgPublic instanceof Uint8Array) || more.length > 0) return undefined;
  const fits = userKey.length === KEY_BYTES && orgPublic.length === PUBLIC_BYTES;
  return fits ? { userKey: new Secret(userKey), orgPublic: orgPublic.slice() } : undefined;
}

/** The items of an opened array; none for anything else. */
export function itemsOf(opened: Uint8Array): readonly CborValue[] {
  try {
    const value = decodeCbor(opened);
    return Array.isArray(value) ? (value as readonly CborValue[]) : [];
  } catch (error) {
    if (error instanceof CborError) return [];
    throw error;
  }
}
