import { type EntryPacket, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { EintragWish } from '../channel/akte-api.ts';
import { Safe } from '../safe/safe.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { chosenSite, writableSites } from '../safe/site-choice.ts';
import { settleBase } from './settle-base.ts';
import { type EintragPlace, sealEintrag, sealNextVersion } from '../safe/write-records.ts';

/** An Eintrag as the page wishes it, sealed: the next version of a record, or a new one at a site of the user. Nothing is sent. */
export async function sealWish(
  safe: Safe,
  wish: EintragWish,
): Promise<Result<{ readonly recordId: string; readonly packets: readonly EntryPacket[] }>> {
  const { recordId } = wish;
  const value = wish.value as Parameters<typeof sealNextVersion>[2];
  // A record that only this device has is no record yet: changed, it is written as a new one.
  if (recordId !== undefined && safe.records.recordOf(Safe.idOf(recordId)) !== undefined) {
    const id = Safe.idOf(recordId);
    const settled = await settleBase(safe, id, { base: wish.base, value });
    if (!settled.ok) return settled;
    const next = await sealNextVersion(safe, id, settled.value);
    return next.ok ? ok({ recordId, packets: [next.value] }) : next;
  }
  const place = await placeForPerson(safe, wish.personId);
  if (!place.ok) return place;
  const { record, packet } = await sealEintrag(safe, { kind: wish.kind, value }, place.value);
  return ok({ recordId: hexOf(record), packets: [...place.value.founding, packet] });
}

/** Where a new Eintrag goes, and what has to be written before it: nothing, or the founding of its Akte. */
export interface FoundPlace extends EintragPlace {
  readonly founding: readonly EntryPacket[];
}

/** Where a new Eintrag of a person goes, and the key to write under: the site chosen on this device, else where there is an Akte of
 *  theirs, else the first open site of the user. Where there is none yet, it is founded (BS4, BS13). SITE_CLOSED: none of them is
 *  open; codes of `writingKey`. */
export async function placeForPerson(safe: Safe, ofPerson: string): Promise<Result<FoundPlace>> {
  const personId = safe.merged.standsFor(ofPerson);
  // Said before an Akte is founded for it; the rule itself is asked when it is written (PM48).
  if (safe.index.get(personId)?.isArchived === true) return fail('PERSON_ARCHIVED');
  const akten = safe.directory.openAktenOfPerson(personId);
  const [site] = writableSites(safe, personId, await chosenSite(safe.given, personId));
  const akte = akten.find((known) => !known.stammakte && site !== undefined && hexOf(known.site) === hexOf(site));
  if (akte !== undefined) {
    const key = await writingKey(safe, akte.akte);
    return key.ok ? ok({ akte: akte.akte, site: akte.site, key: key.value, founding: [] }) : key;
  }
  if (!akten.some(({ stammakte }) => stammakte) || safe.sites.length === 0) return fail('KEY_UNKNOWN');
  if (site === undefined) return fail('SITE_CLOSED');
  const made = await akteAtSite(safe, personId, { site });
  if (!made.ok) return made;
  const { key, packets } = made.value;
  safe.keys.putCaseKey(key);
  return ok({ akte: made.value.akte, site, key, founding: packets });
}
