import { isUnreadable } from '@siegel/seal';
import { decodeBody, type ErrorCode, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { erasedEntries } from './audit-journal.ts';
import { fetchHistory } from './open-history.ts';
import { readableAkten } from './readable-akten.ts';
import type { Safe } from './safe.ts';

/** What asking for all content has shown. */
export interface ContentAudit {
  readonly akten: number;
  readonly parts: number;
  /** Entries whose content did not come, does not open, or is another one than the journal names. */
  readonly broken: readonly { readonly seq: number; readonly code: ErrorCode }[];
}

/** Akten of one request: small enough that the device can hold all their versions. */
const AKTEN_AT_ONCE = 100;

/** Fetches every Akte this user may read with all its versions, compares each part with its hash in the journal and opens it
 *  (JN22). One delivery entry per hundred Akten. Empties the safe's content cache. */
export async function auditContent(
  safe: Safe,
  onProgress?: (done: number, total: number) => void,
): Promise<Result<ContentAudit>> {
  const akten = readableAkten(safe.follower, safe.given.user);
  const erased = erasedEntries(safe.follower.columns);
  const broken: { seq: number; code: ErrorCode }[] = [];
  let parts = 0;
  for (let at = 0; at < akten.length; at += AKTEN_AT_ONCE) {
    const some = akten.slice(at, at + AKTEN_AT_ONCE);
    const refused = await fetchAll(safe, some);
    if (!refused.ok) return refused;
    for (const akte of some) {
      if (refused.value.has(hexOf(akte))) {
        broken.push({ seq: safe.follower.columns.seqsOfAkte(akte)[0] ?? 0, code: 'CONTENT_WITHHELD' });
        continue;
      }
      for (const version of versionsOfAkte(safe, akte)) {
        parts += version.body.parts.length;
        if (erased.has(hexOf(safe.follower.columns.hashAt(version.seq)))) continue;
        const opened = await safe.open(version);
        if (isUnreadable(opened)) broken.push({ seq: version.seq, code: opened.unreadable });
      }
    }
    safe.cache.clear();
    onProgress?.(Math.min(at + AKTEN_AT_ONCE, akten.length), akten.length);
  }
  return ok({ akten: akten.length, parts, broken });
}

/** @returns hex ids of Akten the server denies although the journal says they are this user's. */
async function fetchAll(safe: Safe, akten: readonly Id[]): Promise<Result<ReadonlySet<string>>> {
  const together = await fetchHistory(safe, akten, 'verify');
  if (together.ok) return ok(new Set());
  if (together.error.code !== 'AKTE_UNKNOWN') return together;
  const denied = new Set<string>();
  for (const akte of akten) {
    const alone = await fetchHistory(safe, [akte], 'verify');
    if (!alone.ok && alone.error.code !== 'AKTE_UNKNOWN') return alone;
    if (!alone.ok) denied.add(hexOf(akte));
  }
  return ok(denied);
}

/** Every version with sealed parts, also of runs that are not shown. */
function versionsOfAkte({ follower }: Safe, akte: Id): readonly RecordVersion[] {
  const { columns } = follower;
  return columns.seqsOfAkte(akte).flatMap((seq) => {
    const entry = columns.entryAt(seq);
    if (entry === undefined) return [];
    const body = decodeBody(entry.body);
    if (body.parts.length === 0) return [];
    return [{ seq, body, open: entry.open, receivedAt: columns.receivedAt(seq) }];
  });
}
