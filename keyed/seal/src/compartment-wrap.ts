import { COMPARTMENT_CODES, type Compartment } from '@siegel/akten';
import { encodeCbor, type Hash, WRAP_PURPOSE, wrapInfo, type WrappedKey, WRAPPER } from '@siegel/wire';
import { type CaseKey, type CaseKeyPlace, type CompartmentKey, compartmentKey } from './case-key.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type GroupKey, wrapKey } from './group-key.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { matchingSecret } from './matching-secret.ts';
import { platformRandom, type Random } from './random.ts';
import { reveal } from './secret.ts';

/** Which compartment of which case key. */
export interface CompartmentPlace extends CaseKeyPlace {
  readonly compartment: Compartment;
}

/** The key of one compartment for a group with part rights: it opens that one and never the Akte (SL7). */
export async function wrapCompartmentKey(
  key: CaseKey,
  compartment: Compartment,
  group: GroupKey,
  random: Random = platformRandom,
): Promise<WrappedKey> {
  const { secret, keyId } = await compartmentKey(key, compartment);
  const aad = aadOf({ ...key, compartment }, keyId, group);
  const bytes = await sealEnvelope(await wrapKey(group), aad, reveal(secret), random);
  const ids = { wrapperId: group.group, wrapperKeyId: group.keyId, wrappedKeyId: keyId };
  return { wrapper: WRAPPER.group, ...ids, compartment: COMPARTMENT_CODES[compartment], bytes };
}

/** Opens such a wrap; undefined when it is not for `group`, was moved, also to another compartment, or is another key than its
 *  id says (SL1, SL9). */
export async function openCompartmentKey(
  wrap: WrappedKey,
  place: CompartmentPlace,
  group: GroupKey,
): Promise<CompartmentKey | undefined> {
  if (wrap.compartment !== COMPARTMENT_CODES[place.compartment]) return undefined;
  const aad = aadOf(place, wrap.wrappedKeyId, group);
  const secret = await matchingSecret(await openEnvelope(await wrapKey(group), aad, wrap.bytes), wrap.wrappedKeyId);
  return secret === undefined ? undefined : { secret, keyId: wrap.wrappedKeyId };
}

/** The wrap context with the compartment: a key given out for billing must never seal what is clinical. */
function aadOf(place: CompartmentPlace, wrappedKeyId: Hash, group: GroupKey): Uint8Array {
  const { tenant, akte: subject, version } = place;
  const purpose = WRAP_PURPOSE.compartmentKeyToGroup;
  const context = wrapInfo({ purpose, wrapperKeyId: group.keyId, wrappedKeyId, tenant, subject, version });
  return encodeCbor([MESSAGE_LABELS.compartmentWrap, COMPARTMENT_CODES[place.compartment], context]);
}
