import { hexOf, type Id, LIMITS, ok, type Result } from '@siegel/wire';
import { fetchContent } from '../safe/fetch-content.ts';
import type { Safe } from '../safe/safe.ts';

/** A record whose parts are wanted. */
export interface DeskRecord {
  readonly akte: Id;
  readonly record: Id;
}

/** Asks for the parts of some tasks and messages and of nothing else, one delivery entry per 500 (AU11). Codes of the request. */
export async function fetchDesk(safe: Safe, wanted: readonly DeskRecord[]): Promise<Result<true>> {
  for (let at = 0; at < wanted.length; at += LIMITS.fetchAkten) {
    const some = wanted.slice(at, at + LIMITS.fetchAkten);
    const akten = [...new Set(some.map(({ akte }) => hexOf(akte)))];
    const body = { akten, purpose: 'desk', records: some.map(({ record }) => hexOf(record)) };
    const fetched = await fetchContent(safe.given.address, { path: 'akten', body }, safe);
    if (!fetched.ok) return fetched;
  }
  return ok(true);
}
