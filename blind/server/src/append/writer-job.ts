import type { BatchRefusal, Fields, OpenedBatch, RangeProof } from '@siegel/journal';
import type { ReadView, WriteTx } from '@siegel/store';
import type { ErrorCode, Failure, Result } from '@siegel/wire';

import type { SignedHead } from './signed-head.ts';

/** Where a batch stands, proven: what its author gets (SY10). */
export interface AppendAck {
  readonly firstSeq: number;
  readonly receivedAt: number;
  /** The head of the commit, or of now for a batch that stood already. */
  readonly head: SignedHead;
  readonly proof: RangeProof;
}

/** A batch waiting for its turn. Form, envelopes and device signature were checked before it was queued. */
export interface AppendJob {
  readonly type: 'append';
  readonly batch: OpenedBatch;
  readonly done: (outcome: Result<AppendAck, BatchRefusal>) => void;
}

/** An entry the server writes itself, and what may only happen together with it: a delivery and its content (A8). */
export interface ServerEntryWish<T> {
  /** One of SERVER_AUTHORED_KINDS. */
  readonly kind: number;
  /** Asked when it is the job's turn, with all entries before it; `size` is the journal's at that time. */
  readonly fields: (size: number) => Fields;
  /** The code of a refusal; asked like `fields`, in the transaction of `read` and with all batches of the commit written, so that a
   *  removal in the same commit counts already and nothing changes until `read`. */
  readonly refusal: (size: number, reads: ReadView) => Promise<ErrorCode | undefined>;
  /** Runs in the transaction that writes the entry. */
  readonly read: (tx: WriteTx) => Promise<T>;
}

/** A server-authored entry waiting for its turn. */
export interface ServerEntryJob {
  readonly type: 'server-entry';
  readonly wish: ServerEntryWish<unknown>;
  readonly done: (outcome: Result<unknown, Failure>) => void;
}

export type WriterJob = AppendJob | ServerEntryJob;
