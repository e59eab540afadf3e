import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BatchRefusal,
  frontierAt,
  frontierNodes,
  type Membership,
  type MerkleFrontier,
  type OpenedBatch,
  type OpenedEntry,
} from '@siegel/journal';
import { readSubtrees, StoreError, type WriteTx } from '@siegel/store';
import { assert, equalBytes, fail, type Failure, type Hash, LIMITS, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { failureOfError } from '../edge/failure.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import { hasher } from '../platform/hashes.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { applyEffects, forgetRemoved } from './commit-effects.ts';
import { CommitTree } from './commit-tree.ts';
import {
  type Answer,
  planAppends,
  type PlannedBatch,
  type PlannedServerEntries,
  planServerEntries,
} from './plan-commit.ts';
import { RecentRoots } from './recent-roots.ts';
import { makeServerBatch } from './server-batch.ts';
import { type SignedHead, signHead } from './signed-head.ts';
import type { AppendAck, ServerEntryJob, ServerEntryWish, WriterJob } from './writer-job.ts';

/** Most jobs in one commit: bounds the time others wait. */
const JOBS_PER_COMMIT = 256;
const ENTRIES_PER_COMMIT = 4000;
/** Turns of the event loop a commit waits for company, however many come: bounds the time the first one waits. */
const MOST_TURNS = 4;
/** Jobs waiting; more are refused at once instead of filling memory. */
const MOST_WAITING = 4096;

/** The one writer of a tenant. All waiting jobs go into one transaction, in order; when it is durable its head is signed, and
 *  only then anybody is answered (A4, JN15). What fails leaves nothing behind, and the writer goes on. */
export class TenantWriter {
  readonly #core: TenantCore;
  readonly #log: ServerLog;
  readonly #roots: RecentRoots;
  readonly #listeners = new Set<(head: SignedHead) => void>();
  #frontier: MerkleFrontier;
  #head: SignedHead;
  #lastReceivedAt: number;
  #queue: WriterJob[] = [];
  #running: Promise<void> | undefined;
  #stopping = false;

  private constructor(
    core: TenantCore,
    log: ServerLog,
    state: { frontier: MerkleFrontier; head: SignedHead; at: number },
  ) {
    this.#core = core;
    this.#log = log;
    this.#roots = new RecentRoots();
    this.#frontier = state.frontier;
    this.#head = state.head;
    this.#lastReceivedAt = state.at;
    this.#roots.put(state.head);
  }

  /** Takes up writing where the journal ends. Rejects with DATABASE_DAMAGED when tree and journal disagree. */
  static async open(core: TenantCore, log: ServerLog): Promise<TenantWriter> {
    const kept = core.store.treeHead();
    const source = await readSubtrees(core.store, hasher, frontierNodes(kept.size));
    const frontier = frontierAt(hasher, kept.size, source);
    const last = await core.store.entryAt(kept.size - 1);
    if (!frontier.ok || last === undefined || !equalBytes(frontier.value.root(), kept.root))
      throw new StoreError({ code: 'DATABASE_DAMAGED', facts: { size: kept.size } });
    const head = await signHead(kept, core);
    return new TenantWriter(core, log, { frontier: frontier.value, head, at: last.receivedAt });
  }

  /** The newest signed head. */
  get head(): SignedHead {
    return this.#head;
  }

  /** Calls `listener` after every commit. */
  onHead(listener: (head: SignedHead) => void): void {
    this.#listeners.add(listener);
  }

  /** Appends a batch. Resolves when it is durable and proven, or refused. */
  append(batch: OpenedBatch): Promise<Result<AppendAck, BatchRefusal>> {
    return new Promise((done) => this.#submit({ type: 'append', batch, done }));
  }

  /** Writes an entry in the server's name and reads what belongs to it in the same transaction (A8). */
  writeServerEntry<T>(wish: ServerEntryWish<T>): Promise<Result<T, Failure>> {
    return new Promise((done) =>
      this.#submit({ type: 'server-entry', wish, done: (outcome) => done(outcome as Result<T, Failure>) }),
    );
  }

  /** Finishes what is waiting and takes nothing new. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  #submit(job: WriterJob): void {
    if (this.#stopping) return job.done(fail('SERVER_STOPPING'));
    if (this.#queue.length >= MOST_WAITING) return job.done(fail('RATE_LIMITED'));
    this.#queue.push(job);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#company();
      await this.#commit(this.#nextJobs());
    }
    this.#running = undefined;
  }

  /** A commit costs about the same for one job as for many: it begins when a turn of the event loop has brought no further one. A
   *  single caller waits one turn, which is nothing beside a commit. Without it, jobs that come one by one in a turn (deliveries
   *  do) would never meet, because a commit gives no turn away. */
  async #company(): Promise<void> {
    let before = 0;
    for (let turn = 0; turn < MOST_TURNS && before < this.#queue.length; turn++) {
      before = this.#queue.length;
      await nextTurn();
    }
  }

  #nextJobs(): readonly WriterJob[] {
    let entries = 0;
    let count = 0;
    for (const job of this.#queue) {
      entries += job.type === 'append' ? job.batch.entries.length : 1;
      if (count > 0 && (count >= JOBS_PER_COMMIT || entries > ENTRIES_PER_COMMIT)) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(jobs: readonly WriterJob[]): Promise<void> {
    const base = this.#frontier.size;
    try {
      const written = await this.#core.store.write((tx) => this.#write(jobs, tx));
      const { batches, answers, tree, outcomes, orphans } = written;
      if (tree.size > base) await this.#take(written);
      if (endsSets(batches, this.#core.membership)) await this.#dropShards();
      for (const answer of answers) await answer(this.#head);
      for (const { job, outcome } of outcomes) job.done(outcome);
      for (const hash of orphans) await this.#core.store.blobs.remove(hash);
    } catch (error) {
      // The store has rolled back; what the checks have taken in goes too.
      if (this.#frontier.size === base) this.#core.membership.rollback(base);
      const failure = failureOfError(error);
      const { hex } = this.#core;
      this.#log.error('failed', { code: failure.code, tenant: hex, detail: detailOf(error), count: jobs.length });
      for (const job of jobs) job.done({ ok: false, error: failure });
    }
  }

  /** Checks and writes the jobs in one transaction; nobody hears of it yet. */
  async #write(jobs: readonly WriterJob[], tx: WriteTx): Promise<Written> {
    const core = this.#core;
    const tree = new CommitTree(this.#frontier);
    const receivedAt = Math.max(core.world.now(), this.#lastReceivedAt);
    const { batches, answers } = await planAppends(jobs, { reads: tx, core, tree, roots: this.#roots, receivedAt });
    const orphans: Hash[] = [];
    for (const { batch, firstSeq } of batches) {
      await tx.append(batch, { firstSeq, receivedAt });
      for (const entry of batch.entries) orphans.push(...(await applyEffects(tx, entry)));
    }
    const own = await planServerEntries(jobs, { reads: tx, size: tree.size });
    const serverBatch = this.#serverBatch(own, receivedAt);
    if (serverBatch !== undefined) {
      await tx.append(serverBatch, { firstSeq: tree.size, receivedAt });
      tree.append(serverBatch, receivedAt);
    }
    // Within the transaction: no set that does not know of the erasure is taken after it (SN14). A rollback only asks for more.
    if (endsSets(batches, core.membership)) core.erased.size = tree.size;
    const written = await tx.treeHead();
    const { size, root } = tree.head();
    assert(written.size === size && equalBytes(written.root, root), 'JT5: store and writer grow one tree');
    const outcomes = await readOutcomes(own, tx);
    return { batches, answers: [...answers, ...own.refusals], tree, receivedAt, orphans, outcomes };
  }

  /** The commit is durable: its head is signed (JN15), and memory follows the disk. */
  async #take({ batches, receivedAt, tree }: Written): Promise<void> {
    const head = tree.head();
    this.#frontier = tree.taken();
    this.#lastReceivedAt = receivedAt;
    for (const { batch } of batches) for (const entry of batch.entries) forgetRemoved(entry, this.#core);
    this.#head = await signHead(head, this.#core);
    this.#roots.put(head);
    for (const listener of this.#listeners) listener(this.#head);
  }

  /** Shards hold copies of what was erased: all go before anybody is answered, and clients make new ones (SN14). The set they belong
   *  to is handed out to nobody any more. The erasure itself is durable: a disk that fails here is said, not answered, and the next
   *  start tries again. */
  async #dropShards(): Promise<void> {
    const { store, hex } = this.#core;
    try {
      for (const hash of await store.shards.hashes()) await store.shards.remove(hash);
    } catch (error) {
      this.#log.error('failed', { code: failureOfError(error).code, tenant: hex, detail: detailOf(error) });
    }
  }

  #serverBatch({ entries }: PlannedServerEntries, receivedAt: number): OpenedBatch | undefined {
    if (entries.length === 0) return undefined;
    assert(entries.length <= LIMITS.batchEntries, 'WR14: at most 1,000 entries in a batch');
    const author = { ...this.#core, seen: this.#head };
    return makeServerBatch(
      entries.map(({ entry }) => entry),
      author,
      receivedAt,
      this.#core.world.random,
    );
  }
}

interface Written {
  readonly batches: readonly PlannedBatch[];
  readonly answers: readonly Answer[];
  readonly tree: CommitTree;
  readonly receivedAt: number;
  readonly outcomes: readonly Outcome[];
  /** Attachments whose bytes go now. */
  readonly orphans: readonly Hash[];
}

interface Outcome {
  readonly job: ServerEntryJob;
  readonly outcome: Result<unknown, Failure>;
}

/** Sets of shards hold copies of names: they end with an erasure (SN14), and where strict mode begins or ends (BS27). */
function endsSets(batches: readonly PlannedBatch[], membership: Membership): boolean {
  const ruleSince = membership.wrapRuleSince(Number.MAX_SAFE_INTEGER);
  const erases = ({ body }: OpenedEntry) => body.kind === WIRE_KINDS.tombstone;
  return batches.some(({ batch, firstSeq }) => ruleSince >= firstSeq || batch.entries.some(erases));
}

async function readOutcomes({ entries }: PlannedServerEntries, tx: WriteTx): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { job } of entries) {
    // A read that fails keeps its delivery entry: the log may say too much, never too little.
    const outcome = await job.wish
      .read(tx)
      .then(ok, (error: unknown) => ({ ok: false as const, error: failureOfError(error) }));
    outcomes.push({ job, outcome });
  }
  return outcomes;
}
