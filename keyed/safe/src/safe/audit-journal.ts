import { APPEND_POLICY } from '@siegel/akten';
import type { TreeHead } from '@siegel/journal';
import { platformHasher, platformVerify } from '@siegel/seal';
import {
  CborError,
  encodeLeaf,
  type ErrorCode,
  equalBytes,
  type Failure,
  hexOf,
  type Leaf,
  LayoutError,
  LEAF_CLASS,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import type { Quarantined } from '../journal/attributor.ts';
import type { BoundBatch, JournalColumns } from '../journal/journal-columns.ts';
import { bodyReaderAt, isOwed, JournalFollower, type PageReport } from '../journal/journal-follower.ts';
import { type PageItem, pageItemOfCbor } from '../journal/page-items.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { SeenHeads } from '../journal/seen-heads.ts';
import { TreeNodes } from '../journal/tree-nodes.ts';
import { runsThatDoNotFit } from '../journal/run-totals.ts';
import { askSequence } from '../server/sequence-stream.ts';
import type { OnProgress, SafeGiven } from './safe-given.ts';

/** What following the whole journal anew has shown (JN20..JN25). */
export interface JournalAudit {
  /** The follower that has read it; everything in it is bound, and attributed where nothing is listed below. */
  readonly follower: JournalFollower;
  readonly head: TreeHead;
  readonly batches: number;
  /** Entries that are leaves only: other sites' and the access log. */
  readonly hidden: number;
  /** Entries whose author, right or signature is not proven, each alone. */
  readonly quarantined: readonly Quarantined[];
  /** First entries of batches whose author had seen another journal than this one (JN25). */
  readonly forks: readonly number[];
  /** Entries whose body or open fields the server owes this user and did not deliver (JN22). */
  readonly withheld: readonly number[];
  /** Entries that close a run with another number or hash than what stands in it (JN41). */
  readonly runs: readonly number[];
  /** Why the journal could not be followed further, and at which entry; undefined when all of it was. */
  readonly fault: { readonly code: ErrorCode; readonly seq: number } | undefined;
}

/** Batches attributed at the same time: enough that no thread of the platform waits. */
const AT_ONCE = 256;

/** Follows the whole journal from its first entry, believing nothing this device has kept, and attributes every batch. The
 *  session must be proven. A broken journal is a finding, not a failure; OFFLINE and refusals of the server are failures. */
export async function auditJournal(given: SafeGiven, onProgress?: OnProgress): Promise<Result<JournalAudit>> {
  const nodes = new TreeNodes();
  const follower = new JournalFollower({
    nodes,
    tenant: given.tenant,
    orgPublic: given.orgPublic,
    hasher: platformHasher,
    verify: platformVerify,
    policy: APPEND_POLICY,
  });
  const found: Found = { quarantined: [], forks: [], hidden: new Map() };
  const seen = new SeenHeads(follower.columns, platformHasher, nodes);
  let fault: JournalAudit['fault'];
  // One page is checked while the next one comes.
  let checked: Promise<void> = Promise.resolve();
  for (;;) {
    const page = await takeNextPage(follower, given, onProgress);
    await checked;
    if (!page.ok && page.seq === undefined) return { ok: false, error: page.error };
    if (!page.ok) {
      fault = { code: page.error.code, seq: page.seq ?? 0 };
      break;
    }
    if (page.report.to === page.report.from) break;
    checked = checkPage(follower, page.report, { seen, found });
    // Told where it is awaited, when the next page is here.
    checked.catch(() => undefined);
  }
  // By the rights of now, as the server answers: whoever left a site is owed nothing of it.
  const reader = bodyReaderAt(follower, given.user, follower.head.size);
  const owed = [...found.hidden].filter(([, leaf]) => isOwed(leaf, reader)).map(([seq]) => seq);
  const wrong = new Set(found.quarantined.map(({ seq }) => seq));
  const stripped = openFieldsMissing(follower.columns, (seq) => wrong.has(seq));
  // Joined, never pushed as arguments: a malicious server may withhold more entries than a call takes arguments.
  const withheld = [...owed, ...stripped];
  const { quarantined, forks, hidden } = found;
  const { head, columns } = follower;
  const isHiddenRecord = (seq: number) => hidden.get(seq)?.class === LEAF_CLASS.records;
  const runs = runsThatDoNotFit(columns, { sha256: platformHasher.sha256, isHiddenRecord });
  const facts = { head, batches: columns.batches.length, hidden: hidden.size };
  return ok({ follower, ...facts, quarantined, forks, withheld, runs, fault });
}

interface Found {
  readonly quarantined: Quarantined[];
  readonly forks: number[];
  /** Leaves of entries this device may not read, by seq. */
  readonly hidden: Map<number, Leaf>;
}

type PageOutcome =
  | { readonly ok: true; readonly report: PageReport }
  /** With a seq the page itself is broken there; without one it did not come. */
  | { readonly ok: false; readonly error: Failure; readonly seq?: number };

/** One page, its items handed over one by one, so that a refusal names its entry. */
async function takeNextPage(
  follower: JournalFollower,
  { address }: SafeGiven,
  onProgress: OnProgress | undefined,
): Promise<PageOutcome> {
  const from = follower.head.size;
  const answer = await askSequence(address, `journal?from=${from}`);
  if (!answer.ok) return { ok: false, error: answer.error };
  const counter = { entries: 0, total: 0 };
  function* counted(values: readonly Parameters<typeof pageItemOfCbor>[0][]): Generator<PageItem> {
    for (const value of values) {
      const item = pageItemOfCbor(value);
      if (item.item === 'page') counter.total = item.to;
      if (item.item === 'entry' || item.item === 'leaf') counter.entries++;
      if (counter.entries % 1000 === 0) onProgress?.('journal', from + counter.entries, counter.total);
      yield item;
    }
  }
  async function* pages(chunks: AsyncIterable<readonly Parameters<typeof pageItemOfCbor>[0][]>) {
    for await (const values of chunks) yield counted(values);
  }
  try {
    const report = await follower.takePage(pages(answer.value));
    if (report.ok) return { ok: true, report: report.value };
    return { ok: false, error: report.error, seq: from + Math.max(0, counter.entries - 1) };
  } catch {
    // `takePage` turns everything wrong with the bytes into a code; what is left is a line that broke.
    return { ok: false, error: { code: 'OFFLINE' } };
  }
}

async function checkPage(
  follower: JournalFollower,
  report: PageReport,
  { seen, found }: { readonly seen: SeenHeads; readonly found: Found },
): Promise<void> {
  for (const { seq, leaf } of report.hidden) found.hidden.set(seq, leaf);
  const known = new Set(report.quarantined.map(({ seq }) => seq));
  for (const fault of report.quarantined) found.quarantined.push(fault);
  const leafOf = (seq: number) => {
    const leaf = found.hidden.get(seq);
    return leaf === undefined ? seen.leafOf(seq) : encodeLeaf(leaf);
  };
  const { batches } = report;
  // Signatures of the next ones are checked on the platform's threads while these are gone through.
  let coming = attributeSome(follower, batches, 0);
  for (let at = 0; at < batches.length; at += AT_ONCE) {
    const wrong = await coming;
    coming = attributeSome(follower, batches, at + AT_ONCE);
    for (const fault of wrong) if (!known.has(fault.seq)) found.quarantined.push(fault);
    for (const batch of batches.slice(at, at + AT_ONCE))
      if (!seen.isOnTree(batch, leafOf)) found.forks.push(batch.firstSeq);
  }
}

async function attributeSome(
  follower: JournalFollower,
  batches: readonly BoundBatch[],
  at: number,
): Promise<readonly Quarantined[]> {
  const some = batches.slice(at, at + AT_ONCE);
  return (await Promise.all(some.map((batch) => attribute(follower, batch)))).flat();
}

/** A body that its author signed and that has no right layout is held back like any other broken entry (JN23). */
async function attribute(follower: JournalFollower, batch: BoundBatch): Promise<readonly Quarantined[]> {
  try {
    return await follower.attributor.check(batch);
  } catch (error) {
    if (!(error instanceof CborError || error instanceof LayoutError)) throw error;
    return Array.from({ length: batch.count }, (_, i) => ({ seq: batch.firstSeq + i, code: 'LAYOUT_MALFORMED' }));
  }
}

/** Entries whose open fields are gone although no tombstone names them (JN22). */
function openFieldsMissing(columns: JournalColumns, isHeldBack: (seq: number) => boolean): readonly number[] {
  const missing: number[] = [];
  for (let seq = 0; seq < columns.size; seq++) {
    const entry = columns.entryAt(seq);
    const place = columns.placeAt(seq);
    if (entry === undefined || place === undefined || entry.open !== null) continue;
    if ((readBody(entry.body)?.openHash ?? null) !== null) missing.push(seq);
  }
  if (missing.length === 0) return missing;
  const erased = erasedEntries(columns, isHeldBack);
  return missing.filter((seq) => !erased.has(hexOf(columns.hashAt(seq))));
}

/** Hex hashes of all entries that tombstones name. A tombstone that is held back excuses nothing. */
export function erasedEntries(columns: JournalColumns, isHeldBack: (seq: number) => boolean): ReadonlySet<string> {
  const erased = new Set<string>();
  for (let seq = 0; seq < columns.size; seq++) {
    if (columns.kindAt(seq) !== WIRE_KINDS.tombstone || isHeldBack(seq)) continue;
    const entry = columns.entryAt(seq);
    const entries = readOpen(entry?.open ?? null)?.['entries'];
    if (Array.isArray(entries)) for (const hash of entries) if (hash instanceof Uint8Array) erased.add(hexOf(hash));
  }
  return erased;
}

/** The first entry at which two journals differ in what both have, or undefined. */
export function firstDifference(mine: JournalColumns, theirs: JournalColumns): number | undefined {
  const common = Math.min(mine.size, theirs.size);
  for (let seq = 0; seq < common; seq++) {
    if (!equalBytes(mine.hashAt(seq), theirs.hashAt(seq)) || mine.receivedAt(seq) !== theirs.receivedAt(seq))
      return seq;
  }
  return undefined;
}
