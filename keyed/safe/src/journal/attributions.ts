import type { ErrorCode } from '@siegel/wire';
import type { BoundBatch } from './journal-columns.ts';
import { IdleTurns } from './idle-turns.ts';
import type { JournalFollower } from './journal-follower.ts';

/** Batches checked at the same time: the platform's threads check signatures while the rules of other entries are asked. */
const AT_ONCE = 256;

/** Which entries this device has attributed, and which it holds back. Asked before a key is used, a record is opened, edited,
 *  printed or exported; the rest follows in idle time (JN20). */
export class Attributions {
  readonly #follower: JournalFollower;
  /** Those of the work that nobody waits for. */
  readonly turns = new IdleTurns();
  /** By first seq: the batch's signature, and the batch as a whole. */
  readonly #signed = new Map<number, Promise<boolean>>();
  readonly #whole = new Map<number, Promise<void>>();
  /** By seq, for entries asked for alone. */
  readonly #single = new Map<number, Promise<void>>();
  readonly #codes = new Map<number, ErrorCode>();
  #idleAt = 0;
  /** Every batch that begins before this seq is checked; what is wrong stands in `#codes`. */
  #wholeTo = 0;

  constructor(follower: JournalFollower) {
    this.#follower = follower;
  }

  /** Undefined when who wrote the entry at `seq` is proven; else why it is held back. Checks the signature of its batch once,
   *  and of the entries only this one: a batch has up to 1,000. */
  async faultOf(seq: number): Promise<ErrorCode | undefined> {
    const batch = this.#follower.columns.batchOf(seq);
    if (batch === undefined) return 'NOT_ATTRIBUTED';
    if (batch.firstSeq < this.#wholeTo) return this.#codes.get(seq);
    let checked = this.#whole.get(batch.firstSeq) ?? this.#single.get(seq);
    if (checked === undefined) {
      checked = this.#checkSingle(batch, seq);
      this.#single.set(seq, checked);
    }
    await checked;
    return this.#codes.get(seq);
  }

  /** True for an entry that failed a check. An entry not yet checked is not held back. */
  isHeldBack(seq: number): boolean {
    return this.#codes.has(seq);
  }

  /** Holds an entry back that was found wrong while it arrived. */
  holdBack(seq: number, code: ErrorCode): void {
    // Whoever signed it knew this kind: the one who does not is this program.
    this.#codes.set(seq, code === 'KIND_UNKNOWN' ? 'PROGRAM_OUTDATED' : code);
  }

  /** Entries held back so far. */
  get heldBack(): ReadonlyMap<number, ErrorCode> {
    return this.#codes;
  }

  /** How many entries failed a check. What is newer than this program failed none. */
  get failed(): number {
    return [...this.#codes.values()].filter((code) => code !== 'PROGRAM_OUTDATED').length;
  }

  /** True when members of the house have written what this program is too old to know (OF13). */
  get hasNewer(): boolean {
    return this.failed < this.#codes.size;
  }

  /** Attributes up to `most` batches that nobody has asked for yet. @returns how far it is, as the size attributed. */
  async continueInIdleTime(most: number): Promise<number> {
    const { batches } = this.#follower.columns;
    for (let left = Math.min(most, batches.length - this.#idleAt); left > 0; ) {
      const together = Math.min(left, AT_ONCE);
      const part = [...batches.from(this.#idleAt, this.#idleAt + together)];
      await Promise.all(part.map((batch) => this.#checkIdly(batch)));
      this.#idleAt += together;
      this.#wholeTo = batches.firstSeqAt(this.#idleAt) ?? this.#follower.columns.size;
      for (const batch of part) this.#forgetPromises(batch);
      left -= together;
    }
    return batches.firstSeqAt(this.#idleAt) ?? this.#follower.columns.size;
  }

  /** A promise for each batch of a long journal would take more memory than the batches. */
  #forgetPromises({ firstSeq, count }: BoundBatch): void {
    this.#whole.delete(firstSeq);
    this.#signed.delete(firstSeq);
    for (let seq = firstSeq; seq < firstSeq + count; seq++) this.#single.delete(seq);
  }

  /** Whoever asks for an entry meanwhile has it checked alone, and waits for no batch that gives way to them. */
  #checkIdly(batch: BoundBatch): Promise<void> {
    return this.#whole.get(batch.firstSeq) ?? this.#check(batch, this.turns);
  }

  #checkWhole(batch: BoundBatch): Promise<void> {
    if (batch.firstSeq < this.#wholeTo) return Promise.resolve();
    let checked = this.#whole.get(batch.firstSeq);
    if (checked === undefined) {
      checked = this.#check(batch);
      this.#whole.set(batch.firstSeq, checked);
    }
    return checked;
  }

  async #check(batch: BoundBatch, turns?: IdleTurns): Promise<void> {
    const found = await this.#follower.attributor.check(batch, turns);
    for (const { seq, code } of found) this.holdBack(seq, code);
  }

  async #checkSingle(batch: BoundBatch, seq: number): Promise<void> {
    let signed = this.#signed.get(batch.firstSeq);
    if (signed === undefined) {
      signed = this.#follower.attributor.isSigned(batch);
      this.#signed.set(batch.firstSeq, signed);
    }
    if (!(await signed)) return this.#checkWhole(batch);
    const code = await this.#follower.attributor.checkEntry(seq);
    if (code !== undefined) this.holdBack(seq, code);
  }
}
