import { type AkteWish, buildNextCaseKey, type CaseKey } from '@siegel/seal';
import { decodeBody, type EntryPacket, fail, type Id, ok, type Result } from '@siegel/wire';
import type { KnownAkte } from '../records/akte-directory.ts';
import { namedCaseKey } from '../renewal/named-case-key.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { Safe } from '../safe/safe.ts';
import { carryEintraege, hasFiles } from './carry-eintraege.ts';
import { foundAkte, siteGroupKey } from './found-akte.ts';
import { openAkteAt } from './site-job-scope.ts';

/** Seals the move of one Akte whose content is here: what is in it goes along, and its own key is closed to the old site (BS8..BS11).
 *  `send` is asked for a founding that has to be known before. KEY_UNKNOWN, RIGHT_MISSING, codes of `carryEintraege` and of `send`. */
export async function sealAkteMove(
  safe: Safe,
  from: KnownAkte,
  wish: {
    readonly site: Id;
    readonly releases: boolean;
    readonly send: (packets: readonly EntryPacket[]) => Promise<Result<true>>;
  },
): Promise<Result<readonly EntryPacket[]>> {
  const target = await targetAt(safe, from.person, wish.site);
  if (!target.ok) return target;
  const { akte, key } = target.value;
  let { packets: founding } = target.value;
  if (founding.length > 0 && hasFiles(safe, from.akte)) {
    const known = await wish.send(founding);
    if (!known.ok) return known;
    founding = [];
  }
  const to = { akte, site: wish.site, key };
  const carried = await carryEintraege(safe, { from, to, releases: wish.releases });
  if (!carried.ok) return carried;
  const closing = await sealClosing(safe, from, to);
  return closing.ok ? ok([...founding, ...carried.value, closing.value]) : closing;
}

/** The open Akte of the person at a site with the key to write under, or a new one. */
async function targetAt(
  safe: Safe,
  person: string,
  site: Id,
): Promise<Result<{ readonly akte: Id; readonly key: CaseKey; readonly packets: readonly EntryPacket[] }>> {
  const known = openAkteAt(safe, person, site);
  if (known === undefined) return foundAkte(safe, { person: Safe.idOf(person), site });
  const key = await writingKey(safe, known.akte);
  return key.ok ? ok({ akte: known.akte, key: key.value, packets: [] }) : key;
}

/** The version of the key that closes the old Akte: for the group of the new site alone, and only if nothing came into it that is not
 *  here (BS8). */
async function sealClosing(
  safe: Safe,
  { akte, site, person }: KnownAkte,
  to: { readonly akte: Id; readonly site: Id },
): Promise<Result<EntryPacket>> {
  const named = namedCaseKey(safe, akte);
  const group = siteGroupKey(safe, to.site);
  const { columns } = safe.follower;
  const entry = named === undefined ? undefined : columns.entryAt(named.seq);
  if (named === undefined || entry === undefined) return fail('KEY_UNKNOWN');
  if (group === undefined) return fail('RIGHT_MISSING');
  const parent = { entryHash: columns.hashAt(named.seq).slice(), body: decodeBody(entry.body) };
  const entryCount = columns.seqsOfAkte(akte).length;
  const wish: AkteWish = {
    akte,
    site,
    person: Safe.idOf(person),
    stammakte: false,
    groups: [group],
    movesTo: { akte: to.akte, site: to.site, entryCount },
  };
  return ok((await buildNextCaseKey(wish, { version: named.version, parent }, safe.author)).packet);
}
