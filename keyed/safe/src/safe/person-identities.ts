import { COMPARTMENT_CODES, type PlainRecord, person } from '@siegel/akten';
import { openPart } from '@siegel/seal';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from './safe.ts';

/** The opened identity of one person. */
export interface PersonIdentityRow {
  readonly personId: string;
  readonly identity: PlainRecord;
}

/** Opens the identity part of every person the index holds (after `loadIndex`), or of those named: what a duplicate check compares, insurance
 *  numbers included, which the index itself leaves out. Persons whose part does not open are left out. Rejects when the parts
 *  cannot be had now. */
export async function* openIdentities(
  safe: Safe,
  personIds: Iterable<string> = safe.directory.persons(),
): AsyncGenerator<PersonIdentityRow> {
  const loaded = await safe.loadAllParts();
  if (!loaded.ok) throw new Error(loaded.error.code);
  for (const personId of personIds) {
    const stammakte = safe.directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    // Parts of the time before strict mode may still be here; the index says whose persons are found (BS28).
    if (stammakte === undefined || safe.index.get(personId) === undefined) continue;
    for (const { newest } of safe.records.recordsOfAkte(stammakte.akte)) {
      const identity = newest.body.kind === person.code ? await openIdentity(safe, newest) : undefined;
      if (identity !== undefined) yield { personId, identity };
    }
  }
}

async function openIdentity(safe: Safe, { body, seq }: RecordVersion): Promise<PlainRecord | undefined> {
  const part = body.parts.find(({ compartment }) => compartment === COMPARTMENT_CODES.identity);
  if (part === undefined || (await safe.attributions.faultOf(seq)) !== undefined) return undefined;
  const envelope = safe.cache.envelopeOf(part);
  const key = await safe.keys.keyOf(body.akte, 'identity', part);
  if (envelope === undefined || key === undefined) return undefined;
  const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: body.akte };
  const opened = await openPart(envelope, place, key);
  return opened.ok ? opened.value : undefined;
}
