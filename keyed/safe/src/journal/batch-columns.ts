import { type BatchStatement, decodeStatement, SIGNATURE_BYTES, type SignedStatement } from '@siegel/wire';
import { ByteChunks, wider } from './byte-chunks.ts';

/** One signed batch and where it stands. */
export interface BoundBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly statement: SignedStatement;
  /** What the statement says. */
  readonly said: BatchStatement;
}

const FIRST_CAPACITY = 1024;

/** The signed batches of a journal, column by column: where devices write one entry at a time there are as many as entries, and
 *  as objects they took several times their bytes. Batches are made when somebody asks. Ascending by `firstSeq`. */
export class BatchColumns {
  #length = 0;
  readonly #bytes = new ByteChunks();
  #firstSeqs = new Uint32Array(FIRST_CAPACITY);
  #counts = new Uint32Array(FIRST_CAPACITY);
  #chunkOf = new Uint32Array(FIRST_CAPACITY);
  #atOf = new Uint32Array(FIRST_CAPACITY);
  #statementLength = new Uint32Array(FIRST_CAPACITY);

  get length(): number {
    return this.#length;
  }

  /** Adds the next batch. */
  push({ firstSeq, count, statement }: BoundBatch): void {
    const at = this.#length;
    this.#room(at + 1);
    this.#length = at + 1;
    const { bytes, signature } = statement;
    const place = this.#bytes.take(bytes.length + SIGNATURE_BYTES);
    place.bytes.set(bytes, place.at);
    place.bytes.set(signature, place.at + bytes.length);
    this.#firstSeqs[at] = firstSeq;
    this.#counts[at] = count;
    this.#chunkOf[at] = place.chunk;
    this.#atOf[at] = place.at;
    this.#statementLength[at] = bytes.length;
  }

  /** The batch at this place, from the end where it is negative. */
  at(index: number): BoundBatch | undefined {
    const i = index < 0 ? this.#length + index : index;
    if (i < 0 || i >= this.#length) return undefined;
    const chunk = this.#chunkOf[i] as number;
    const at = this.#atOf[i] as number;
    const length = this.#statementLength[i] as number;
    const bytes = this.#bytes.view(chunk, at, length);
    return {
      firstSeq: this.#firstSeqs[i] as number,
      count: this.#counts[i] as number,
      statement: { bytes, signature: this.#bytes.view(chunk, at + length, SIGNATURE_BYTES) },
      said: decodeStatement(bytes),
    };
  }

  /** Where the batch begins; undefined behind the last. */
  firstSeqAt(index: number): number | undefined {
    return index < this.#length ? this.#firstSeqs[index] : undefined;
  }

  /** The batch that would hold `seq`: the last one that begins at it or before. */
  holding(seq: number): BoundBatch | undefined {
    return this.at(this.#indexOf(seq));
  }

  /** True when `size` is where the journal stood after a batch. */
  endsAt(size: number): boolean {
    const i = this.#indexOf(size - 1);
    return this.#length > 0 && (this.#firstSeqs[i] as number) + (this.#counts[i] as number) === size;
  }

  *from(start: number, end = this.#length): Generator<BoundBatch> {
    for (let i = start; i < end; i++) {
      const batch = this.at(i);
      if (batch !== undefined) yield batch;
    }
  }

  /** Forgets the batches that begin at `size` or behind it. */
  truncate(size: number): void {
    while (this.#length > 0 && (this.#firstSeqs[this.#length - 1] as number) >= size) this.#length--;
  }

  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firstSeqs[middle] as number) <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #room(length: number): void {
    if (length <= this.#firstSeqs.length) return;
    const capacity = this.#firstSeqs.length * 2;
    this.#firstSeqs = wider(this.#firstSeqs, new Uint32Array(capacity));
    this.#counts = wider(this.#counts, new Uint32Array(capacity));
    this.#chunkOf = wider(this.#chunkOf, new Uint32Array(capacity));
    this.#atOf = wider(this.#atOf, new Uint32Array(capacity));
    this.#statementLength = wider(this.#statementLength, new Uint32Array(capacity));
  }
}
