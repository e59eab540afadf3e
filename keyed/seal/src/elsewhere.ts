import { bytesOfHex, concatBytes, encodeCbor, hexOf, type Id, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { deriveSecret } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { GroupKey } from './group-key.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { padPart, unpadPart } from './padding.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';

/** Half of an HMAC-SHA-256: no two facts of a house meet by chance. */
const MARK_BYTES = 16;

/** What marks are made with: it follows from one version of the organisation's group key. */
export interface MarkKey {
  readonly tenant: Id;
  readonly secret: Secret;
}

/** Where a list of marks belongs. */
export interface ElsewherePlace {
  readonly site: Id;
  readonly set: Id;
}

/** The key of marks under one version of the organisation's group key; every member of the group has it (BS41). */
export async function elsewhereMarkKey({ secret, tenant }: GroupKey): Promise<MarkKey> {
  return { tenant, secret: await deriveSecret(secret, LABELS.groupElsewhereMark) };
}

/** The mark of a fact about a person (`elsewhereFacts`), in hex. HKDF-SHA-256 of one block is HMAC-SHA-256 of its info under the
 *  extracted key (RFC 5869 §2.3): without the key no fact can be tried. */
export async function elsewhereMark(fact: string, { tenant, secret }: MarkKey): Promise<string> {
  const info = engine.sha256(encodeCbor([MESSAGE_LABELS.elsewhereMark, SUITE, tenant, fact]));
  return hexOf(await engine.hkdf(reveal(secret), info, MARK_BYTES));
}

/** Seals the marks of a site for the organisation's group, in ascending order: nothing says which were made of one person, and padding
 *  hides how many there are up to 12 % (SL11). */
export async function sealElsewhere(
  marks: Iterable<string>,
  place: ElsewherePlace,
  { group, random = platformRandom }: { readonly group: GroupKey; readonly random?: Random },
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = concatBytes(...[...new Set(marks)].toSorted().flatMap((mark) => bytesOfHex(mark) ?? []));
  return sealEnvelope(await listKey(place, group), aadOf(place, group), padPart(packed), random);
}

/** The marks of a list, or undefined when it is of another set, site, tenant or key, or not as it was sealed. */
export async function openElsewhere(
  sealed: Uint8Array,
  place: ElsewherePlace,
  group: GroupKey,
): Promise<ReadonlySet<string> | undefined> {
  const padded = await openEnvelope(await listKey(place, group), aadOf(place, group), sealed);
  const packed = padded === undefined ? undefined : unpadPart(padded);
  if (packed === undefined || packed.length % MARK_BYTES !== 0) return undefined;
  const marks = new Set<string>();
  for (let at = 0; at < packed.length; at += MARK_BYTES) marks.add(hexOf(packed.subarray(at, at + MARK_BYTES)));
  return marks;
}

/** Of one set, and never used twice (as SN4). */
async function listKey({ site, set }: ElsewherePlace, { secret, tenant, keyId }: GroupKey): Promise<Secret> {
  const above = await deriveSecret(secret, LABELS.groupElsewhere);
  const info = encodeCbor([MESSAGE_LABELS.elsewhereList, SUITE, tenant, site, set, keyId]);
  return new Secret(await engine.hkdf(reveal(above), info, KEY_BYTES));
}

function aadOf({ site, set }: ElsewherePlace, { tenant, keyId }: GroupKey): Uint8Array<ArrayBuffer> {
  return encodeCbor([MESSAGE_LABELS.elsewhere, SUITE, tenant, site, set, keyId]);
}
