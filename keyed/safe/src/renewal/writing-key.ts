import type { CaseKey } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { fetchContent } from '../safe/fetch-content.ts';
import type { Safe } from '../safe/safe.ts';
import { lacksOlder, mayRenew, renewAkten } from './renew-akten.ts';
import { namedCaseKey } from './named-case-key.ts';

/** Others may renew the same Akte at the same time; each attempt then begins with what they wrote. */
const MOST_ATTEMPTS = 3;

/** The case key to write under (IV42): the newest the journal names, made anew before when the Akte is due after somebody left. With
 *  a line an older one is never taken instead: a server could withhold the newest and have whoever left read on. Without a line it is
 *  the newest that is here. KEY_UNKNOWN: not an Akte of this user; CONTENT_WITHHELD: the server does not hand the newest out. */
export async function writingKey(safe: Safe, akte: Id): Promise<Result<CaseKey>> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const renewed = await renewWhenDue(safe, akte);
    if (!renewed.ok) return renewed.error.code === 'OFFLINE' ? heldKey(safe, akte) : renewed;
    if (renewed.value) break;
  }
  const isFetched = isNewest(safe, akte) ? ok(true as const) : await fetchKey(safe, akte);
  if (!isFetched.ok) return isFetched.error.code === 'OFFLINE' ? heldKey(safe, akte) : isFetched;
  return isNewest(safe, akte) ? heldKey(safe, akte) : fail('CONTENT_WITHHELD');
}

/** @returns false when somebody else was faster: the journal has been followed since. */
async function renewWhenDue(safe: Safe, akte: Id): Promise<Result<boolean>> {
  if (!safe.renewals.isDue(akte) || !mayRenew(safe, akte)) return ok(true);
  if (await lacksOlder(safe, akte)) {
    const fetched = await fetchWraps(safe, akte);
    if (!fetched.ok) return fetched;
  }
  const renewed = await renewAkten(safe, [akte]);
  const isStale = !renewed.ok && (renewed.error.code === 'ENTRY_STALE' || renewed.error.code === 'WRAPPED_TOO_WIDE');
  // Of a person at further sites: the key of now goes on until somebody who works at all of them has wrapped it (BS24).
  if (!renewed.ok && renewed.error.code === 'AKTE_ELSEWHERE') return ok(true);
  if (!renewed.ok && !isStale) return renewed;
  const synced = await safe.sync();
  return synced.ok ? ok(!isStale) : synced;
}

/** Whether the newest key the journal names is here. Somebody who only claims to have entered a newer one does not count. */
function isNewest(safe: Safe, akte: Id): boolean {
  const held = safe.keys.caseKey(akte);
  const named = namedCaseKey(safe, akte);
  return held !== undefined && named !== undefined && equalBytes(held.keyId, named.keyId);
}

async function fetchKey(safe: Safe, akte: Id): Promise<Result<true>> {
  const named = namedCaseKey(safe, akte);
  if (named === undefined) return fail('KEY_UNKNOWN');
  // Known only to be asked of the one who wrote it: a forged entry must not keep anybody from writing.
  await safe.attributions.faultOf(named.seq);
  return isNewest(safe, akte) ? ok(true) : fetchWraps(safe, akte);
}

async function fetchWraps({ given, keys, cache }: Safe, akte: Id): Promise<Result<true>> {
  const request = { path: 'akten', body: { akten: [hexOf(akte)], purpose: 'open' } };
  const fetched = await fetchContent(given.address, request, { keys, cache });
  return fetched.ok ? ok(true) : fetched;
}

function heldKey(safe: Safe, akte: Id): Result<CaseKey> {
  const key = safe.keys.caseKey(akte);
  return key === undefined ? fail('KEY_UNKNOWN') : ok(key);
}
