import type { BatchRefusal, OpenedBatch } from '@siegel/journal';
import type { ReadView } from '@siegel/store';
import { ok, type Result } from '@siegel/wire';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { refusalOf } from './check-append.ts';
import type { CommitTree } from './commit-tree.ts';
import { CommitView } from './commit-view.ts';
import type { RecentRoots } from './recent-roots.ts';
import { readRangeProof, RepeatFinder } from './repeated-batch.ts';
import type { ServerEntry } from './server-batch.ts';
import type { SignedHead } from './signed-head.ts';
import type { AppendAck, ServerEntryJob, WriterJob } from './writer-job.ts';

/** A batch that will be written. */
export interface PlannedBatch {
  readonly batch: OpenedBatch;
  readonly firstSeq: number;
}

/** Told when the outcome of the commit is known and not before: a refusal may rest on a batch that is not kept after all. */
export type Answer = (head: SignedHead) => void | Promise<void>;

/** The batches one commit will write, and answers to all that were handed in. */
export interface PlannedAppends {
  readonly batches: readonly PlannedBatch[];
  readonly answers: readonly Answer[];
}

/** The entries the server will write in its own name, and answers to the jobs that get none. */
export interface PlannedServerEntries {
  readonly entries: readonly { readonly job: ServerEntryJob; readonly entry: ServerEntry }[];
  readonly refusals: readonly Answer[];
}

/** Where a commit starts. */
export interface CommitStart {
  /** The open transaction: its connection has the newest pages at hand, a second one would read them again after each commit. */
  readonly reads: ReadView;
  readonly core: TenantCore;
  readonly tree: CommitTree;
  readonly roots: RecentRoots;
  readonly receivedAt: number;
}

/** Asks every job for a server entry whether it may be, on top of all batches of the commit: those stand in `reads` already, so what is
 *  decided here holds for what is read in the same transaction. */
export async function planServerEntries(
  jobs: readonly WriterJob[],
  { reads, size }: { readonly reads: ReadView; readonly size: number },
): Promise<PlannedServerEntries> {
  const entries: { job: ServerEntryJob; entry: ServerEntry }[] = [];
  const refusals: Answer[] = [];
  for (const job of jobs) {
    if (job.type !== 'server-entry') continue;
    const code = await job.wish.refusal(size, reads);
    if (code === undefined) entries.push({ job, entry: { kind: job.wish.kind, fields: job.wish.fields(size) } });
    else refusals.push(() => job.done({ ok: false, error: { code } }));
  }
  return { entries, refusals };
}

/** Checks the batches in order, each against the state the ones before it leave; nothing is written. */
export async function planAppends(
  waiting: readonly WriterJob[],
  { reads, core, tree, roots, receivedAt }: CommitStart,
): Promise<PlannedAppends> {
  const jobs = waiting.filter((job) => job.type === 'append');
  const all = jobs.map(({ batch }) => batch);
  const batches: PlannedBatch[] = [];
  const answers: Answer[] = [];
  if (all.length === 0) return { batches, answers };
  const repeats = await RepeatFinder.read(reads, all);
  await roots.read(
    reads,
    all.map(({ statement }) => statement.seenSize),
  );
  const view = await CommitView.read(reads, all, core.membership.isStrictAt(Number.MAX_SAFE_INTEGER));
  for (const { batch, done } of jobs) {
    const repeatedAt = await repeats.firstSeqOf(batch);
    const firstSeq = tree.size;
    if (repeatedAt !== undefined) {
      answers.push((head) => answerRepeat(core, { first: repeatedAt, count: batch.entries.length }, head, done));
      continue;
    }
    const refusal = await refusalOf(
      batch,
      { reads, view, firstSeq, receivedAt, rootAt: (size) => roots.at(size) },
      core,
    );
    if (refusal !== undefined) {
      answers.push(() => done({ ok: false, error: refusal }));
      continue;
    }
    tree.append(batch, receivedAt);
    repeats.accepted(batch, firstSeq);
    batches.push({ batch, firstSeq });
    answers.push((head) => {
      const proof = tree.proofOf(firstSeq, batch.entries.length);
      done(ok({ firstSeq, receivedAt, head, proof }));
    });
  }
  return { batches, answers };
}

async function answerRepeat(
  { store }: TenantCore,
  range: { readonly first: number; readonly count: number },
  head: SignedHead,
  done: (outcome: Result<AppendAck, BatchRefusal>) => void,
): Promise<void> {
  const proof = await readRangeProof(store, range, head.size);
  const receivedAt = (await store.entryAt(range.first))?.receivedAt ?? 0;
  done(ok({ firstSeq: range.first, receivedAt, head, proof }));
}
