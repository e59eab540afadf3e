import { encodeCbor, type Id, SUITE } from '@siegel/wire';
import { deriveBytes } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS, type Label, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, Secret } from './secret.ts';
import { type SlotContent, slotContentBytes, slotContentOf } from './slot-content.ts';
import { sealForXwing, type XwingKey } from './xwing.ts';

/** `session` and `offline` never leave the browser; the others lie with the server. */
export type SlotKind = 'password' | 'recovery' | 'userKeyFile' | 'passkey' | 'session' | 'offline';

/** Where a slot belongs; moved elsewhere it does not open (SL33). */
export interface SlotPlace {
  readonly tenant: Id;
  readonly user: Id;
  readonly slotId: Id;
  readonly kind: SlotKind;
}

const LABEL_BY_KIND: Readonly<Record<SlotKind, Label>> = {
  password: LABELS.slotPassword,
  recovery: LABELS.slotRecovery,
  userKeyFile: LABELS.slotUserKeyFile,
  passkey: LABELS.slotPasskey,
  session: LABELS.slotSession,
  offline: LABELS.slotOffline,
};

/** Seals UK so that only this device with this password opens it (SL30): AES-GCM under the OPAQUE export key, inside HPKE to the
 *  device. */
export async function sealPasswordSlot(
  content: SlotContent,
  place: SlotPlace,
  by: { readonly exportKey: Uint8Array; readonly deviceXwingPublic: Uint8Array; readonly random?: Random },
): Promise<Uint8Array> {
  const inner = await sealSlot(
    content,
    { ...place, kind: 'password' },
    { secret: by.exportKey, random: by.random ?? platformRandom },
  );
  return sealForXwing(by.deviceXwingPublic, slotAad({ ...place, kind: 'password' }), inner);
}

/** Opens a password slot with the device's key and the export key of this log-in; undefined when either is another. */
export async function openPasswordSlot(
  slot: Uint8Array,
  place: SlotPlace,
  by: { readonly exportKey: Uint8Array; readonly deviceXwing: XwingKey },
): Promise<SlotContent | undefined> {
  const inner = await by.deviceXwing.open(slot, slotAad({ ...place, kind: 'password' }));
  return inner === undefined ? undefined : openSlot(inner, { ...place, kind: 'password' }, by.exportKey);
}

/** Seals UK under a recovery code's 16 bytes, a user key file's secret, what a passkey's PRF gives, or the half of a session
 *  (SL31, SL32, DV10, DV12). */
export async function sealSlot(
  content: SlotContent,
  place: SlotPlace,
  { secret, random }: { readonly secret: Uint8Array; readonly random?: Random },
): Promise<Uint8Array> {
  return sealEnvelope(await slotKey(secret, place.kind), slotAad(place), slotContentBytes(content), random);
}

/** Opens a device-free slot; undefined when code, file or place is another. */
export async function openSlot(
  slot: Uint8Array,
  place: SlotPlace,
  secret: Uint8Array,
): Promise<SlotContent | undefined> {
  const plaintext = await openEnvelope(await slotKey(secret, place.kind), slotAad(place), slot);
  return plaintext === undefined ? undefined : slotContentOf(plaintext);
}

async function slotKey(secret: Uint8Array, kind: SlotKind): Promise<Secret> {
  return new Secret(await deriveBytes(secret, LABEL_BY_KIND[kind], KEY_BYTES));
}

function slotAad({ tenant, user, slotId, kind }: SlotPlace): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.slot, SUITE, tenant, user, slotId, kind]);
}
