import type { HandOver, PublicHalves } from '@siegel/seal';
import { CborError, type CborValue, decodeCbor, encodeCbor, type Id } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';

/** What a new device and an approver say to each other over the relay, in this order and no other (DV1). */
export type ApprovalMessage =
  | { readonly step: 'commit'; readonly commit: Uint8Array }
  | { readonly step: 'answer'; readonly nonce: Uint8Array; readonly keys: PublicHalves }
  | { readonly step: 'reveal'; readonly nonce: Uint8Array; readonly keys: PublicHalves; readonly device: Id }
  | { readonly step: 'hand-over'; readonly handOver: HandOver };

const HASH = 32;
const ID = 16;
const XWING_PUBLIC = 1216;
const SIGNATURE = 64;

/** The text that goes into the box. */
export function messageToText(message: ApprovalMessage): string {
  return base64urlOf(encodeCbor([message.step, ...itemsOf(message)]));
}

/** The message of a text from the box; undefined for anything of another form. */
export function messageOfText(text: string): ApprovalMessage | undefined {
  const bytes = bytesOfBase64url(text);
  const [step, ...items] = bytes === undefined ? [] : decoded(bytes);
  if (!items.every((item) => item instanceof Uint8Array)) return undefined;
  return messageOf(step, items as readonly Uint8Array[]);
}

function itemsOf(message: ApprovalMessage): readonly Uint8Array[] {
  if (message.step === 'commit') return [message.commit];
  if (message.step === 'hand-over') {
    const { userKeyId, sealed, signature } = message.handOver;
    return [userKeyId, sealed, signature];
  }
  const { nonce, keys } = message;
  const halves = [nonce, keys.ed25519Public, keys.xwingPublic];
  return message.step === 'answer' ? halves : [...halves, message.device];
}

function messageOf(step: CborValue | undefined, items: readonly Uint8Array[]): ApprovalMessage | undefined {
  const [a = NOTHING, b = NOTHING, c = NOTHING, d = NOTHING] = items;
  const fits = (...lengths: readonly number[]) =>
    items.length === lengths.length && items.every((item, i) => item.length === lengths[i]);
  if (step === 'commit') return fits(HASH) ? { step, commit: a } : undefined;
  const keys = { ed25519Public: b, xwingPublic: c };
  if (step === 'answer') return fits(HASH, HASH, XWING_PUBLIC) ? { step, nonce: a, keys } : undefined;
  if (step === 'reveal') return fits(HASH, HASH, XWING_PUBLIC, ID) ? { step, nonce: a, keys, device: d } : undefined;
  if (step !== 'hand-over' || !fits(HASH, b.length, SIGNATURE)) return undefined;
  return { step, handOver: { userKeyId: a, sealed: b, signature: c } };
}

const NOTHING = new Uint8Array(0);

function decoded(bytes: Uint8Array): readonly CborValue[] {
  try {
    const value = decodeCbor(bytes);
    return Array.isArray(value) ? (value as readonly CborValue[]) : [];
  } catch (error) {
    if (error instanceof CborError) return [];
    throw error;
  }
}
