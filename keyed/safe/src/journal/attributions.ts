import type { ErrorCode } from '@siegel/wire';
import type { BoundBatch } from './journal-columns.ts';
import type { JournalFollower } from './journal-follower.ts';

/** Which entries this device has attributed, and which it holds back. Asked before a key is used, a record is opened, edited,
 *  printed or exported; the rest follows in idle time (JN20). */
export class Attributions {
  readonly #follower: JournalFollower;
  readonly #checked = new Map<number, Promise<void>>();
  readonly #codes = new Map<number, ErrorCode>();
  #idleAt = 0;

  constructor(follower: JournalFollower) {
    this.#follower = follower;
  }

  /** Undefined when who wrote the entry at `seq` is proven; else why it is held back. Checks its whole batch, once. */
  async faultOf(seq: number): Promise<ErrorCode | undefined> {
    const batch = this.#follower.columns.batchOf(seq);
    if (batch === undefined) return 'NOT_ATTRIBUTED';
    await this.#check(batch);
    return this.#codes.get(seq);
  }

  /** True for an entry that failed a check. An entry not yet checked is not held back. */
  isHeldBack(seq: number): boolean {
    return this.#codes.has(seq);
  }

  /** Holds an entry back that was found wrong while it arrived. */
  holdBack(seq: number, code: ErrorCode): void {
    this.#codes.set(seq, code);
  }

  /** Entries held back so far. */
  get heldBack(): ReadonlyMap<number, ErrorCode> {
    return this.#codes;
  }

  /** Attributes up to `most` batches that nobody has asked for yet. @returns how far it is, as the size attributed. */
  async continueInIdleTime(most: number): Promise<number> {
    const { batches } = this.#follower.columns;
    for (let done = 0; done < most && this.#idleAt < batches.length; done++) {
      await this.#check(batches[this.#idleAt] as BoundBatch);
      this.#idleAt++;
    }
    return batches[this.#idleAt]?.firstSeq ?? this.#follower.columns.size;
  }

  #check(batch: BoundBatch): Promise<void> {
    let checked = this.#checked.get(batch.firstSeq);
    if (checked === undefined) {
      checked = this.#follower.attributor.check(batch).then((found) => {
        for (const { seq, code } of found) this.#codes.set(seq, code);
      });
      this.#checked.set(batch.firstSeq, checked);
    }
    return checked;
  }
}
