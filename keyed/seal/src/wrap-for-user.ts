import { type Hash, type Id, type WrapPurpose, wrapInfo } from '@siegel/wire';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { keyIdOf } from './derive.ts';
import { publicKeyId, sealForXwing, type XwingKey } from './xwing.ts';

/** What a key sealed for single users is for: every wrap is bound to it. */
export interface UserWrapPlace {
  readonly purpose: WrapPurpose;
  readonly tenant: Id;
  /** Record whose part the key opens. */
  readonly subject: Id;
}

/** A key and what names it. */
export interface NamedKey {
  readonly secret: Secret;
  readonly keyId: Hash;
}

/** The key for one user: key id 32 | sealed. */
export async function wrapForUser(key: NamedKey, place: UserWrapPlace, xwingPublic: Uint8Array): Promise<Uint8Array> {
  const sealed = await sealForXwing(xwingPublic, infoOf(key.keyId, place, xwingPublic), reveal(key.secret));
  const bytes = new Uint8Array(key.keyId.length + sealed.length);
  bytes.set(key.keyId);
  bytes.set(sealed, key.keyId.length);
  return bytes;
}

/** Opens a key; undefined when it is for somebody else, was moved to another record or purpose, or is another key than it says. */
export async function openForUser(
  wrapped: Uint8Array,
  place: UserWrapPlace,
  own: XwingKey,
): Promise<NamedKey | undefined> {
  const keyId = wrapped.slice(0, KEY_BYTES) as Hash;
  const opened = await own.open(wrapped.slice(KEY_BYTES), infoOf(keyId, place, own.publicKey));
  if (opened?.length !== KEY_BYTES) return undefined;
  const secret = new Secret(opened);
  const found = await keyIdOf(secret);
  return found.every((byte, i) => byte === keyId[i]) ? { secret, keyId: found } : undefined;
}

function infoOf(wrappedKeyId: Hash, { purpose, tenant, subject }: UserWrapPlace, xwingPublic: Uint8Array): Uint8Array {
  return wrapInfo({ purpose, wrapperKeyId: publicKeyId(xwingPublic), wrappedKeyId, tenant, subject, version: 1 });
}
