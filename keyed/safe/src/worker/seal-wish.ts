import { type EntryPacket, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { EintragWish } from '../channel/akte-api.ts';
import { Safe } from '../safe/safe.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { settleBase } from './settle-base.ts';
import { type EintragPlace, sealEintrag, sealNextVersion } from '../safe/write-records.ts';

/** An Eintrag as the page wishes it, sealed: the next version of a record, or a new one at a site of the user. Nothing is sent. */
export async function sealWish(
  safe: Safe,
  wish: EintragWish,
): Promise<Result<{ readonly recordId: string; readonly packet: EntryPacket }>> {
  const { recordId } = wish;
  const value = wish.value as Parameters<typeof sealNextVersion>[2];
  // A record that only this device has is no record yet: changed, it is written as a new one.
  if (recordId !== undefined && safe.records.recordOf(Safe.idOf(recordId)) !== undefined) {
    const id = Safe.idOf(recordId);
    const settled = await settleBase(safe, id, { base: wish.base, value });
    if (!settled.ok) return settled;
    const next = await sealNextVersion(safe, id, settled.value);
    return next.ok ? ok({ recordId, packet: next.value }) : next;
  }
  const place = await placeForPerson(safe, wish.personId);
  if (!place.ok) return place;
  const { record, packet } = await sealEintrag(safe, { kind: wish.kind, value }, place.value);
  return ok({ recordId: hexOf(record), packet });
}

/** Where a new Eintrag of a person goes: the Akte at a site of the user, and the key to write under. Codes of `writingKey`. */
export async function placeForPerson(safe: Safe, personId: string): Promise<Result<EintragPlace>> {
  const akte = safe.directory
    .aktenOfPerson(personId)
    .find(({ stammakte, site }) => !stammakte && safe.sites.some((own) => hexOf(own) === hexOf(site)));
  if (akte === undefined) return fail('KEY_UNKNOWN');
  const key = await writingKey(safe, akte.akte);
  return key.ok ? ok({ akte: akte.akte, site: akte.site, key: key.value }) : key;
}
