import type { CaseKey } from '@siegel/seal';
import { bytesOfHex, type EntryPacket, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import { writingKey } from '../renewal/writing-key.ts';
import { foundAkte } from '../sites/found-akte.ts';
import type { Safe } from './safe.ts';

/** The Akte of a known person at one site, ready to be written into. */
export interface AkteAtSite {
  readonly akte: Id;
  readonly key: CaseKey;
  /** Empty when the Akte is there already; else its founding, to be sent before or with its first record. */
  readonly packets: readonly EntryPacket[];
}

/** Finds the Akte of a person at a site and its key, or seals a new one; one that was moved away is none. Asks the server for the
 *  person's keys: one delivery entry. KEY_UNKNOWN when the Akte is there and its key is not this user's; RIGHT_MISSING without the
 *  site's group. */
export async function akteAtSite(
  safe: Safe,
  ofPerson: string,
  at: { readonly site: Id; readonly run?: Id | null },
): Promise<Result<AkteAtSite>> {
  // What is new is written where the person stands (PM8).
  const personId = safe.merged.standsFor(ofPerson);
  await safe.provenAkten(personId);
  const akten = safe.directory.openAktenOfPerson(personId);
  const known = akten.find(({ site, stammakte }) => !stammakte && equalBytes(site, at.site));
  if (known !== undefined) {
    const opened = await safe.openPerson(personId);
    if (!opened.ok) return opened;
    const key = await writingKey(safe, known.akte);
    return key.ok ? ok({ akte: known.akte, key: key.value, packets: [] }) : key;
  }
  const person = bytesOfHex(personId);
  if (person === undefined) return fail('RIGHT_MISSING');
  return foundAkte(safe, { person, ...at });
}
