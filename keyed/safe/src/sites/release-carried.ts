import type { FreigabeMark } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import { buildEntry, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import { type Body, encodeBody, type EntryPacket, type Id, WIRE_KINDS } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import { rulesNow } from '../safe/house-rules.ts';
import type { Safe } from '../safe/safe.ts';

/** Where a released Eintrag stands. */
export type ReleasedMark = Extract<FreigabeMark, { readonly state: 'Freigegeben' }>;

/** True when the own user could release what they carry along: they may, one responsible is enough, and it may be their own (BS11). */
export function mayReleaseCarried(safe: Safe): boolean {
  const { membership, head } = safe.follower;
  const rules = freigabeRulesOf(rulesNow(safe));
  const isAllowed = membership.rightsAt(safe.given.user, head.size).has('freigeben');
  return isAllowed && rules.responsible === 'one' && rules.isOwnAllowed;
}

/** Who released an Eintrag where it came from, and when. */
export function releasedAsBefore(
  { follower: { columns, membership, head } }: Safe,
  { freigabe }: ReleasedMark,
): { readonly releasedBy?: Uint8Array; readonly releasedAt?: number } {
  const body = readBody(columns.entryAt(freigabe.seq)?.body ?? new Uint8Array(0));
  const user = body === undefined ? undefined : membership.deviceAt(body.author, head.size)?.user;
  return body === undefined || user === undefined ? {} : { releasedBy: user, releasedAt: body.authoredAt };
}

/** The Freigabe of an Eintrag that is carried along, with what the person may see of it. */
export async function releaseCarried(
  safe: Safe,
  body: Body,
  { person }: ReleasedMark,
): Promise<readonly EntryPacket[]> {
  const { record, akte, site, parts } = body;
  const place = () => ({ schemaVersion: 1, record: platformRandom(16) as Id, akte, site });
  const entryHash = platformHasher.sha256(encodeBody(body));
  const partHashes = parts.map(({ envelopeHash }) => envelopeHash);
  const freigabe = await buildEntry(
    {
      ...place(),
      kind: WIRE_KINDS.freigabe,
      open: { target: record, entryHash, partHashes },
      coSigners: [userCoSigner(safe.author)],
    },
    safe.author,
  );
  if (person === undefined) return [freigabe];
  const at = person.when === 'atDate' && person.atMs !== undefined ? { at: person.atMs } : {};
  const open = { target: record, when: person.when, ...at };
  return [freigabe, await buildEntry({ ...place(), kind: WIRE_KINDS.patientenFreigabe, open }, safe.author)];
}
