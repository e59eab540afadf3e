import {
  appendRequestOfItems,
  appendRequestToItems,
  type CborValue,
  decodeSequence,
  encodeSequence,
  type EntryPacket,
  isErrorCode,
} from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';

/** A batch the server refused for good, kept until the user has decided what becomes of it. */
export interface RefusedBatch {
  readonly packets: readonly EntryPacket[];
  readonly error: RequestFailure;
}

/** What the outbox keeps on the device: batches on their way, oldest first, and refused ones. */
export interface OutboxContent {
  readonly waiting: readonly (readonly EntryPacket[])[];
  readonly refused: readonly RefusedBatch[];
}

const NO_STATEMENT = { bytes: new Uint8Array(0), signature: new Uint8Array(64) };

/** The page of an outbox: a byte string per batch that waits, [code, byte string] per refused one. Batches carry no statement:
 *  they are signed anew when they are sent, over the head seen then. */
export function outboxToPage({ waiting, refused }: OutboxContent): Uint8Array {
  return encodeSequence([
    ...waiting.map(packetsToBytes),
    ...refused.map(({ packets, error }): CborValue => [error.code, packetsToBytes(packets)]),
  ]);
}

/** Inverse of `outboxToPage`. */
export function outboxOfPage(page: Uint8Array): OutboxContent {
  const waiting: (readonly EntryPacket[])[] = [];
  const refused: RefusedBatch[] = [];
  for (const item of decodeSequence(page)) {
    if (item instanceof Uint8Array) waiting.push(packetsOfBytes(item));
    else if (Array.isArray(item) && typeof item[0] === 'string' && item[1] instanceof Uint8Array)
      refused.push({
        packets: packetsOfBytes(item[1]),
        error: { code: isErrorCode(item[0]) ? item[0] : 'INTERNAL' },
      });
  }
  return { waiting, refused };
}

function packetsToBytes(packets: readonly EntryPacket[]): Uint8Array {
  return encodeSequence(appendRequestToItems({ statement: NO_STATEMENT, packets }));
}

function packetsOfBytes(bytes: Uint8Array): readonly EntryPacket[] {
  return appendRequestOfItems(decodeSequence(bytes)).packets;
}
