import { FIRST_RECORD_KIND, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { Opened } from '../records/record-opener.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { fetchContent } from './fetch-content.ts';
import type { Safe } from './safe.ts';

/** One version of a record, opened. */
export interface OpenedVersion {
  readonly version: RecordVersion;
  readonly opened: Opened;
}

/** Fetches some Akten with all versions of their records and opens every version that counts, record by record, oldest
 *  version first. One delivery entry. At most `LIMITS.fetchAkten` Akten at once. */
export async function openHistory(
  safe: Safe,
  akten: readonly Id[],
  purpose: 'open' | 'export' | 'verify',
): Promise<Result<readonly (readonly OpenedVersion[])[]>> {
  const fetched = await fetchHistory(safe, akten, purpose);
  if (!fetched.ok) return fetched;
  const records: (readonly OpenedVersion[])[] = [];
  for (const akte of akten) {
    for (const { newest } of safe.records.recordsOfAkte(akte)) {
      // Key entries of the Akte are no records: they have nothing to open.
      if (newest.body.kind < FIRST_RECORD_KIND) continue;
      const versions = safe.records.versionsOf(newest.body.record);
      records.push(await Promise.all(versions.map(async (version) => ({ version, opened: await safe.open(version) }))));
    }
  }
  return ok(records);
}

/** Fetches keys and all versions of some Akten into the safe. One delivery entry. */
export function fetchHistory(
  safe: Safe,
  akten: readonly Id[],
  purpose: 'open' | 'export' | 'verify',
): Promise<Result<number>> {
  const body = { akten: akten.map(hexOf), purpose, history: true };
  return fetchContent(safe.given.address, { path: 'akten', body }, { keys: safe.keys, cache: safe.cache });
}
