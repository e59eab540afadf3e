import { isUnreadable, platformHasher } from '@siegel/seal';
import {
  concatBytes,
  decodeBody,
  decodeSequence,
  type ErrorCode,
  type Hash,
  hexOf,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { erasedEntries } from './audit-journal.ts';
import { contentItemOfCbor } from '../server/content-items.ts';
import { fetchContent } from './fetch-content.ts';
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
  const akten = readableAkten({
    follower: safe.follower,
    directory: safe.directory,
    user: safe.given.user,
    isHeldBack: (seq) => safe.attributions.isHeldBack(seq),
  });
  const erased = erasedEntries(safe.follower.columns, (seq) => safe.attributions.isHeldBack(seq));
  const broken: { seq: number; code: ErrorCode }[] = [];
  let parts = 0;
  for (let at = 0; at < akten.length; at += AKTEN_AT_ONCE) {
    const some = akten.slice(at, at + AKTEN_AT_ONCE);
    const delivered = await fetchAll(safe, some);
    if (!delivered.ok) return delivered;
    for (const akte of some) {
      for (const version of versionsOfAkte(safe, akte)) {
        parts += version.body.parts.length;
        if (erased.has(hexOf(safe.follower.columns.hashAt(version.seq)))) continue;
        const code = await faultOf(safe, version, delivered.value);
        if (code !== undefined) broken.push({ seq: version.seq, code });
      }
    }
    safe.cache.clear();
    onProgress?.(Math.min(at + AKTEN_AT_ONCE, akten.length), akten.length);
  }
  return ok({ akten: akten.length, parts, broken });
}

/** Whether each part came, and under its own Akte (who opens that Akte alone would miss it otherwise), and opens. */
async function faultOf(
  safe: Safe,
  version: RecordVersion,
  delivered: ReadonlySet<string>,
): Promise<ErrorCode | undefined> {
  const { akte, parts } = version.body;
  if (!parts.every((part) => delivered.has(nameOf(akte, part.envelopeHash)))) return 'CONTENT_WITHHELD';
  const opened = await safe.open(version);
  return isUnreadable(opened) ? opened.unreadable : undefined;
}

const nameOf = (akte: Id, envelopeHash: Hash) => `${hexOf(akte)}/${hexOf(envelopeHash)}`;

/** Fetches Akten with all versions. @returns which envelopes came under which Akte. An Akte the server denies although the
 *  journal says it is this user's gives none. */
async function fetchAll(safe: Safe, akten: readonly Id[]): Promise<Result<ReadonlySet<string>>> {
  const together = await fetchSome(safe, akten);
  if (together.ok || together.error.code !== 'AKTE_UNKNOWN') return together;
  const delivered = new Set<string>();
  for (const akte of akten) {
    const alone = await fetchSome(safe, [akte]);
    if (alone.ok) for (const name of alone.value) delivered.add(name);
    else if (alone.error.code !== 'AKTE_UNKNOWN') return alone;
  }
  return ok(delivered);
}

async function fetchSome(safe: Safe, akten: readonly Id[]): Promise<Result<ReadonlySet<string>>> {
  const raw: Uint8Array[] = [];
  const body = { akten: akten.map(hexOf), purpose: 'verify', history: true };
  const request = { path: 'akten', body, keep: (chunk: Uint8Array) => raw.push(chunk) };
  const fetched = await fetchContent(safe.given.address, request, { keys: safe.keys, cache: safe.cache });
  if (!fetched.ok) return fetched;
  const names = new Set<string>();
  for (const value of decodeSequence(concatBytes(...raw))) {
    const item = contentItemOfCbor(value);
    if (item.item === 'envelope') names.add(nameOf(item.akte, platformHasher.sha256(item.bytes)));
  }
  return ok(names);
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
