import type { Compartment } from '@siegel/akten';
import {
  type Hash,
  type Id,
  WHOLE_KEY,
  WRAP_PURPOSE,
  type WrapContext,
  wrapInfo,
  type WrappedKey,
  WRAPPER,
} from '@siegel/wire';
import { deriveSecret, keyIdOf } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type GroupKey, wrapKey } from './group-key.ts';
import { COMPARTMENT_LABELS } from './labels.ts';
import { matchingSecret } from './matching-secret.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';

/** One version of the key of an Akte (SL7). */
export interface CaseKey {
  readonly tenant: Id;
  readonly akte: Id;
  readonly version: number;
  readonly keyId: Hash;
  readonly secret: Secret;
}

/** The key of one compartment, with the id that stands in part descriptors (SL8). */
export interface CompartmentKey {
  readonly keyId: Hash;
  readonly secret: Secret;
}

/** Where a case key belongs. */
export type CaseKeyPlace = Pick<CaseKey, 'tenant' | 'akte' | 'version'>;

/** A fresh key for one version of an Akte. */
export async function makeCaseKey(place: CaseKeyPlace, random: Random = platformRandom): Promise<CaseKey> {
  const secret = new Secret(random(KEY_BYTES));
  return { ...place, secret, keyId: await keyIdOf(secret) };
}

/** The case key for a group that may open all of the Akte. */
export async function wrapCaseKey(key: CaseKey, group: GroupKey, random: Random = platformRandom): Promise<WrappedKey> {
  const bytes = await sealEnvelope(
    await wrapKey(group),
    wrapInfo(contextOf(key, key.keyId, group)),
    reveal(key.secret),
    random,
  );
  return {
    wrapper: WRAPPER.group,
    wrapperId: group.group,
    wrapperKeyId: group.keyId,
    wrappedKeyId: key.keyId,
    compartment: WHOLE_KEY,
    bytes,
  };
}

/** Opens a case key wrapped for `group`; undefined when it is not for it, was moved, or is another key than its id says. */
export async function openCaseKey(
  wrap: WrappedKey,
  place: CaseKeyPlace,
  group: GroupKey,
): Promise<CaseKey | undefined> {
  const aad = wrapInfo(contextOf(place, wrap.wrappedKeyId, group));
  const secret = await matchingSecret(await openEnvelope(await wrapKey(group), aad, wrap.bytes), wrap.wrappedKeyId);
  return secret === undefined ? undefined : { ...place, secret, keyId: wrap.wrappedKeyId };
}

function contextOf(place: CaseKeyPlace, wrappedKeyId: Hash, group: GroupKey): WrapContext {
  const purpose = WRAP_PURPOSE.caseKeyToGroup;
  return {
    purpose,
    wrapperKeyId: group.keyId,
    wrappedKeyId,
    tenant: place.tenant,
    subject: place.akte,
    version: place.version,
  };
}

const compartmentKeys = new WeakMap<Secret, Map<Compartment, Promise<CompartmentKey>>>();

/** The key of a compartment below a case key, or below the organisation's group key for records of the house (SL8). */
export function compartmentKey(above: { readonly secret: Secret }, compartment: Compartment): Promise<CompartmentKey> {
  const known = compartmentKeys.get(above.secret) ?? new Map<Compartment, Promise<CompartmentKey>>();
  compartmentKeys.set(above.secret, known);
  let key = known.get(compartment);
  if (key === undefined) {
    key = derive(above.secret, compartment);
    known.set(compartment, key);
  }
  return key;
}

async function derive(above: Secret, compartment: Compartment): Promise<CompartmentKey> {
  const secret = await deriveSecret(above, COMPARTMENT_LABELS[compartment]);
  return { secret, keyId: await keyIdOf(secret) };
}
