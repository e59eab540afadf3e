import { elsewhereFacts, type PersonIdentity } from '@siegel/akten';
import {
  elsewhereMark,
  elsewhereMarkKey,
  type ElsewherePlace,
  type GroupKey,
  platformHasher,
  sealElsewhere,
} from '@siegel/seal';
import { fail, type Hash, type Id, ok, type Result, type SnapshotHead } from '@siegel/wire';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import { openIdentities } from '../safe/person-identities.ts';
import type { Safe } from '../safe/safe.ts';
import { personsForGroup } from '../snapshot/sealed-persons.ts';

const PERSONS_AT_ONCE = 200;

/** A sealed list of marks, and the version of the organisation's group key it is made under. */
export interface SealedMarks {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: Hash;
  readonly groupKeyId: Hash;
}

/** The marks of everybody a set of a site holds, sealed for the organisation's group (BS40, BS41): in strict mode, where the others do not
 *  find them. Undefined without strict mode. KEY_UNKNOWN: the organisation's key is not here. Rejects when the parts of the persons
 *  cannot be had now. */
export async function sealMarks(
  safe: Safe,
  { group, place, pause }: { readonly group: Id; readonly place: ElsewherePlace; readonly pause: () => Promise<void> },
): Promise<Result<SealedMarks | undefined>> {
  if (!isStrictNow(safe)) return ok(undefined);
  const organisation = organisationKey(safe);
  if (organisation === undefined) return fail('KEY_UNKNOWN');
  const key = await elsewhereMarkKey(organisation);
  const marks = new Set<string>();
  let count = 0;
  for await (const { identity } of openIdentities(safe, [...personsForGroup(safe, group)])) {
    for (const fact of elsewhereFacts(identity as PersonIdentity)) marks.add(await elsewhereMark(fact, key));
    if (++count % PERSONS_AT_ONCE === 0) await pause();
  }
  const bytes = await sealElsewhere(marks, place, { group: organisation });
  return ok({ bytes, hash: platformHasher.sha256(bytes), groupKeyId: organisation.keyId });
}

/** How the head of a set names its list. */
export function elsewhereName(sealed: SealedMarks | undefined): Pick<SnapshotHead, 'elsewhere'> {
  if (sealed === undefined) return {};
  const { hash, bytes, groupKeyId } = sealed;
  return { elsewhere: { hash, sizeBytes: bytes.length, groupKeyId } };
}

function organisationKey({ follower: { membership, head }, keys }: Safe): GroupKey | undefined {
  const group = membership.groupOfKindAt('organisation', head.size);
  return group === undefined ? undefined : keys.groupKey(group);
}
