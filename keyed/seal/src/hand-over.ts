import { encodeCbor, equalBytes, type Hash, type Id, WRAP_PURPOSE, wrapInfo } from '@siegel/wire';
import type { PublicHalves } from './approval.ts';
import { keyIdOf } from './derive.ts';
import type { SigningKey } from './engine/engine.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { itemsOf, type SlotContent, slotContentItems, slotContentOfItems } from './slot-content.ts';
import { platformVerify } from './verify.ts';
import { publicKeyId, sealForXwing, type XwingKey } from './xwing.ts';

const HASH_BYTES = 32;

/** The user key on its way from the approving device to the new one (SL41), once; thrown away when the new device has sealed its
 *  own slot. */
export interface HandOver {
  readonly userKeyId: Hash;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
}

/** What is handed over: what a slot holds, and how far the approver has verified the journal. The new device follows no journal
 *  that does not pass through that head: with it, its first one rests on more than the server's word. */
export interface HandOverContent extends SlotContent {
  readonly attested: { readonly size: number; readonly root: Hash };
}

/** Whose key it is. */
export interface HandOverPlace {
  readonly tenant: Id;
  readonly user: Id;
}

/** Seals UK for the new device, after both have shown the same words. Signed by the approving device: HPKE alone would let a
 *  server hand over a user key and an organisation of its own. */
export async function sealHandOver(
  content: HandOverContent,
  place: HandOverPlace,
  by: { readonly newcomer: PublicHalves; readonly approver: SigningKey },
): Promise<HandOver> {
  const userKeyId = await keyIdOf(content.userKey);
  const info = infoOf(place, userKeyId, by.newcomer.xwingPublic);
  const sealed = await sealForXwing(by.newcomer.xwingPublic, info, handOverBytes(content));
  return { userKeyId, sealed, signature: await by.approver.sign(messageOf(info, sealed)) };
}

/** Opens a hand-over on the new device. `approver` are the keys whose words were compared. Undefined when it is signed by
 *  another device, is for another one, was moved, or is another key than its id says (SL1). */
export async function openHandOver(
  handOver: HandOver,
  place: HandOverPlace,
  by: { readonly own: XwingKey; readonly approver: PublicHalves },
): Promise<HandOverContent | undefined> {
  const { userKeyId, sealed, signature } = handOver;
  const info = infoOf(place, userKeyId, by.own.publicKey);
  if (!(await platformVerify(by.approver.ed25519Public, messageOf(info, sealed), signature))) return undefined;
  const opened = await by.own.open(sealed, info);
  const content = opened === undefined ? undefined : handOverOf(opened);
  if (content === undefined) return undefined;
  return equalBytes(await keyIdOf(content.userKey), userKeyId) ? content : undefined;
}

function handOverBytes(content: HandOverContent): Uint8Array {
  const { size, root } = content.attested;
  return encodeCbor([...slotContentItems(content), size, root]);
}

function handOverOf(opened: Uint8Array): HandOverContent | undefined {
  const [userKey, orgPublic, size, root, ...more] = itemsOf(opened);
  const content = slotContentOfItems([userKey ?? null, orgPublic ?? null]);
  if (content === undefined || typeof size !== 'number' || !(root instanceof Uint8Array)) return undefined;
  if (root.length !== HASH_BYTES || more.length > 0) return undefined;
  return { ...content, attested: { size, root: root.slice() as Hash } };
}

function infoOf({ tenant, user }: HandOverPlace, wrappedKeyId: Hash, xwingPublic: Uint8Array): Uint8Array {
  const purpose = WRAP_PURPOSE.userKeyToDevice;
  return wrapInfo({ purpose, wrapperKeyId: publicKeyId(xwingPublic), wrappedKeyId, tenant, subject: user, version: 1 });
}

function messageOf(info: Uint8Array, sealed: Uint8Array): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.handOver, info, sealed]);
}
