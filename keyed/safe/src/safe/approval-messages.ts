import type { HandOver, NewDevice, PublicHalves } from '@siegel/seal';
import { CborError, type CborValue, decodeCbor, encodeCbor } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';

/** What a new device and an approver say to each other over the relay, in this order and no other (DV1). */
export type ApprovalMessage =
  | { readonly step: 'commit'; readonly commit: Uint8Array }
  | { readonly step: 'answer'; readonly nonce: Uint8Array; readonly keys: PublicHalves }
  /** `name`: what the new device would like to be called, sealed for the approver. */
  | { readonly step: 'reveal'; readonly nonce: Uint8Array; readonly keys: NewDevice; readonly name: Uint8Array }
  /** `proof`: that the approver has scanned the new device's code (SL44); empty where words were compared. */
  | { readonly step: 'hand-over'; readonly handOver: HandOver; readonly proof: Uint8Array };

const HASH = 32;
const ID = 16;
const XWING_PUBLIC = 1216;
const SIGNATURE = 64;
/** What HPKE makes of sealed bytes, and a proof that is there or not; it fits or it does not when it is used. */
const ANY = -1;

const LENGTHS: ReadonlyMap<ApprovalMessage['step'], readonly number[]> = new Map([
  ['commit', [HASH]],
  ['answer', [HASH, HASH, XWING_PUBLIC]],
  ['reveal', [HASH, HASH, XWING_PUBLIC, ID, ANY]],
  ['hand-over', [HASH, ANY, SIGNATURE, ANY]],
]);

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
    return [userKeyId, sealed, signature, message.proof];
  }
  const { nonce, keys } = message;
  const halves = [nonce, keys.ed25519Public, keys.xwingPublic];
  return message.step === 'answer' ? halves : [...halves, message.keys.device, message.name];
}

function messageOf(step: CborValue | undefined, items: readonly Uint8Array[]): ApprovalMessage | undefined {
  const lengths = LENGTHS.get(step as ApprovalMessage['step']);
  if (lengths?.length !== items.length || !items.every((item, i) => fits(item, lengths[i]))) return undefined;
  const [a, b, c, d, e] = items as readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const keys = { ed25519Public: b, xwingPublic: c };
  switch (step as ApprovalMessage['step']) {
    case 'commit':
      return { step: 'commit', commit: a };
    case 'answer':
      return { step: 'answer', nonce: a, keys };
    case 'reveal':
      return { step: 'reveal', nonce: a, keys: { ...keys, device: d }, name: e };
    case 'hand-over':
      return { step: 'hand-over', handOver: { userKeyId: a, sealed: b, signature: c }, proof: d };
  }
}

function fits(item: Uint8Array, length: number | undefined): boolean {
  return length === ANY || item.length === length;
}

function decoded(bytes: Uint8Array): readonly CborValue[] {
  try {
    const value = decodeCbor(bytes);
    return Array.isArray(value) ? (value as readonly CborValue[]) : [];
  } catch (error) {
    if (error instanceof CborError) return [];
    throw error;
  }
}
