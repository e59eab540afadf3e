import {
  type Hash,
  type Id,
  WHOLE_KEY,
  WRAP_PURPOSE,
  type WrapContext,
  wrapInfo,
  type WrappedKey,
  WRAPPER,
  ZERO_ID,
} from '@siegel/wire';
import { deriveSecret, keyIdOf } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { LABELS } from './labels.ts';
import { matchingSecret } from './matching-secret.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { publicKeyId, sealForXwing, type XwingKey, xwingOfSecret } from './xwing.ts';

/** One version of a group's key (SL6). */
export interface GroupKey {
  readonly tenant: Id;
  readonly group: Id;
  readonly version: number;
  readonly keyId: Hash;
  readonly secret: Secret;
}

/** Where a group key belongs: what every wrap of it is bound to. */
export interface GroupKeyPlace {
  readonly tenant: Id;
  readonly group: Id;
  readonly version: number;
}

/** A fresh key for one version of a group. */
export async function makeGroupKey(place: GroupKeyPlace, random: Random = platformRandom): Promise<GroupKey> {
  const secret = new Secret(random(KEY_BYTES));
  return { ...place, secret, keyId: await keyIdOf(secret) };
}

/** The group's inbox: whoever is no member seals to it (SL6). */
export async function groupInbox(key: GroupKey): Promise<XwingKey> {
  return xwingOfSecret(await deriveSecret(key.secret, LABELS.groupInbox));
}

/** The group key for one member. */
export function wrapForUser(
  key: GroupKey,
  user: { readonly user: Id; readonly xwingPublic: Uint8Array },
): Promise<WrappedKey> {
  return wrapForPublic(key, { wrapper: WRAPPER.user, wrapperId: user.user, publicKey: user.xwingPublic });
}

/** The group key for the kit's recovery key. */
export function wrapForRecovery(key: GroupKey, recoveryPublic: Uint8Array): Promise<WrappedKey> {
  return wrapForPublic(key, { wrapper: WRAPPER.recovery, wrapperId: ZERO_ID, publicKey: recoveryPublic });
}

async function wrapForPublic(
  key: GroupKey,
  {
    wrapper,
    wrapperId,
    publicKey,
  }: { readonly wrapper: 0 | 1; readonly wrapperId: Id; readonly publicKey: Uint8Array },
): Promise<WrappedKey> {
  const wrapperKeyId = publicKeyId(publicKey);
  const purpose = wrapper === WRAPPER.user ? WRAP_PURPOSE.groupKeyToUser : WRAP_PURPOSE.groupKeyToRecovery;
  const info = wrapInfo(contextOf(key, key.keyId, { purpose, wrapperKeyId }));
  const bytes = await sealForXwing(publicKey, info, reveal(key.secret));
  return { wrapper, wrapperId, wrapperKeyId, wrappedKeyId: key.keyId, compartment: WHOLE_KEY, bytes };
}

/** Opens a group key wrapped for the holder of `xwing`: undefined when it is not for it, was moved, or is another key than
 *  the id says (SL1, SL9). */
export async function openGroupKey(
  wrap: WrappedKey,
  place: GroupKeyPlace,
  xwing: XwingKey,
): Promise<GroupKey | undefined> {
  const purpose = wrap.wrapper === WRAPPER.user ? WRAP_PURPOSE.groupKeyToUser : WRAP_PURPOSE.groupKeyToRecovery;
  const info = wrapInfo(contextOf(place, wrap.wrappedKeyId, { purpose, wrapperKeyId: publicKeyId(xwing.publicKey) }));
  const secret = await matchingSecret(await xwing.open(wrap.bytes, info), wrap.wrappedKeyId);
  return secret === undefined ? undefined : { ...place, secret, keyId: wrap.wrappedKeyId };
}

/** The key of version v sealed under version v + 1: new members read the past, former members not the future. */
export async function wrapPreviousVersion(
  previous: GroupKey,
  next: GroupKey,
  random: Random = platformRandom,
): Promise<WrappedKey> {
  const context = contextOf(previous, previous.keyId, {
    purpose: WRAP_PURPOSE.groupKeyToNextVersion,
    wrapperKeyId: next.keyId,
  });
  const bytes = await sealEnvelope(await wrapKey(next), wrapInfo(context), reveal(previous.secret), random);
  const ids = { wrapperId: next.group, wrapperKeyId: next.keyId, wrappedKeyId: previous.keyId };
  return { wrapper: WRAPPER.nextGroupVersion, ...ids, compartment: WHOLE_KEY, bytes };
}

/** Opens the version before `next`. */
export async function openPreviousVersion(wrap: WrappedKey, next: GroupKey): Promise<GroupKey | undefined> {
  const place = { tenant: next.tenant, group: next.group, version: next.version - 1 };
  const context = contextOf(place, wrap.wrappedKeyId, {
    purpose: WRAP_PURPOSE.groupKeyToNextVersion,
    wrapperKeyId: next.keyId,
  });
  const secret = await matchingSecret(
    await openEnvelope(await wrapKey(next), wrapInfo(context), wrap.bytes),
    wrap.wrappedKeyId,
  );
  return secret === undefined ? undefined : { ...place, secret, keyId: wrap.wrappedKeyId };
}

const wrapKeys = new WeakMap<Secret, Promise<Secret>>();

/** The key under which a group wraps: derived, because one key serves one purpose (SL2). */
export function wrapKey(key: GroupKey): Promise<Secret> {
  let derived = wrapKeys.get(key.secret);
  if (derived === undefined) {
    derived = deriveSecret(key.secret, LABELS.groupWrap);
    wrapKeys.set(key.secret, derived);
  }
  return derived;
}

function contextOf(
  place: GroupKeyPlace,
  wrappedKeyId: Hash,
  by: Pick<WrapContext, 'purpose' | 'wrapperKeyId'>,
): WrapContext {
  return { ...by, wrappedKeyId, tenant: place.tenant, subject: place.group, version: place.version };
}
