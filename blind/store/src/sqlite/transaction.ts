import { assert, type Hash, type Id } from '@siegel/wire';
import type { TreeHead } from '@siegel/journal';
import type { WriteTx } from '../contract.ts';
import type { AppendBatch, BatchPosition } from '../contract-rows.ts';
import { errorOf, storeErrorOf } from '../store-error.ts';
import { asReply, createReadView, createSideWriteView } from './async-view.ts';
import { type Connection, truncateWal } from './connection.ts';
import { dropOlderWraps, eraseEntries } from './erase.ts';
import { createJournalWriter, type JournalMark, type JournalWriter } from './journal-writer.ts';
import { type Prepare, statementCache } from './statements.ts';

type Work<T> = (tx: WriteTx) => Promise<T> | T;

/** The one writer of a tenant: runs works one after the other, each in a transaction of its own (ST13). */
export class TransactionRunner {
  readonly #db: Connection;
  readonly #prepare: Prepare;
  readonly #writer: JournalWriter;
  readonly #tx: WriteTx;
  #inWork = false;
  /** A write that failed half-way: what it left can only be rolled back. */
  #brokenBy: Error | undefined;
  /** Pages from before an erasure still stand in the WAL. */
  #walRemembers = false;
  #depth = 0;
  #committed: JournalMark;
  #last: Promise<unknown> = Promise.resolve();

  constructor(db: Connection, tenant: Uint8Array) {
    this.#db = db;
    const prepare = statementCache(db);
    this.#prepare = prepare;
    // On some errors (disk full) SQLite rolls the whole transaction back itself: what came after would commit alone.
    const guard = () => assert(this.#inWork && db.inTransaction, 'ST14: a transaction is used only while it is open');
    const { view, sync } = createReadView(prepare, tenant, guard);
    const writer = createJournalWriter(prepare, sync.lookup, sync.journal, tenant);
    this.#writer = writer;
    this.#committed = writer.mark();
    this.#tx = {
      ...view,
      ...createSideWriteView(prepare, guard),
      append: asReply(guard, (batch: AppendBatch, at: BatchPosition) => this.#breaking(() => writer.append(batch, at))),
      erase: asReply(guard, (entryHashes: readonly Hash[]) =>
        this.#breaking(() => {
          this.#walRemembers = true;
          return eraseEntries(prepare, sync.lookup, entryHashes);
        }),
      ),
      dropOlderWraps: asReply(guard, (akte: Id) =>
        this.#breaking(() => {
          this.#walRemembers = true;
          return dropOlderWraps(prepare, sync.lookup, akte);
        }),
      ),
      treeHead: asReply(guard, () => writer.treeHead()),
      savepoint: async (work) => {
        guard();
        return this.#savepoint(work);
      },
    };
  }

  /** Runs `work` after all works before it. Resolves when its commit is durable. */
  run<T>(work: Work<T>): Promise<T> {
    const done = this.#last.then(() => this.#transact(work));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Tree head of the last commit. */
  committedHead(): TreeHead {
    const { frontier } = this.#committed;
    return { size: frontier.size, root: frontier.root() };
  }

  /** Resolves when no work is waiting. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #transact<T>(work: Work<T>): Promise<T> {
    const mark = this.#writer.mark();
    this.#brokenBy = undefined;
    let value: T;
    try {
      this.#prepare('BEGIN IMMEDIATE').run();
      this.#inWork = true;
      value = await work(this.#tx);
      this.#inWork = false;
      this.#refuseBroken(undefined);
      assert(this.#db.inTransaction, 'ST14: what is committed was not rolled back before');
      // With synchronous=FULL this returns after the WAL is on the disk (ST15).
      this.#prepare('COMMIT').run();
    } catch (error) {
      this.#inWork = false;
      if (this.#db.inTransaction) this.#prepare('ROLLBACK').run();
      this.#writer.undo(mark);
      throw storeErrorOf(error);
    }
    this.#committed = this.#writer.mark();
    if (this.#walRemembers) this.#forgetErased();
    return value;
  }

  async #savepoint<T>(work: () => Promise<T> | T): Promise<T> {
    const mark = this.#writer.mark();
    const brokenBefore = this.#brokenBy;
    const name = `level_${++this.#depth}`;
    try {
      this.#prepare(`SAVEPOINT ${name}`).run();
      const value = await work();
      this.#refuseBroken(brokenBefore);
      this.#prepare(`RELEASE ${name}`).run();
      return value;
    } catch (error) {
      if (this.#db.inTransaction) {
        this.#prepare(`ROLLBACK TO ${name}`).run();
        this.#prepare(`RELEASE ${name}`).run();
        this.#writer.undo(mark);
        this.#brokenBy = brokenBefore;
      }
      throw storeErrorOf(error);
    } finally {
      this.#depth--;
    }
  }

  #breaking<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      this.#brokenBy = errorOf(error);
      throw error;
    }
  }

  /** A work that swallowed the error of a half-done write must not be committed. */
  #refuseBroken(before: Error | undefined): void {
    if (this.#brokenBy !== undefined && this.#brokenBy !== before)
      throw new Error('broken invariant: ST14: a failed write was passed over', { cause: this.#brokenBy });
  }

  /** Empties the WAL after an erasure. A reader in another thread may hold it: then the next commit tries again. The
   *  erasure itself is durable already, so a failure here is none of the caller's. */
  #forgetErased(): void {
    try {
      this.#walRemembers = !truncateWal(this.#db);
    } catch {
      this.#walRemembers = true;
    }
  }
}
