import { type BatchRefusal, envelopesFit, openBatch, type OpenedBatch } from '@siegel/journal';
import {
  appendRequestOfItems,
  CborError,
  decodeSequence,
  fail,
  LayoutError,
  LIMITS,
  ok,
  type Result,
  type SequenceLimits,
} from '@siegel/wire';
import { hasher, sha256 } from '../platform/hashes.ts';

const LEAST_VALUES = 64;
const BYTES_PER_VALUE = 8;

/** Reads an append request as far as it needs no state: form, count and root, open fields, envelope hashes (WR20, JN1, JN3,
 *  JN10). Pure; the device signature comes next. */
export function readAppend(bytes: Uint8Array): Result<OpenedBatch, BatchRefusal> {
  try {
    const opened = openBatch(appendRequestOfItems(decodeSequence(bytes, limitsOf(bytes))), hasher);
    if (!opened.ok) return opened;
    const index = opened.value.entries.findIndex((entry) => !envelopesFit(entry, sha256));
    return index < 0 ? ok(opened.value) : fail('ENVELOPE_MISMATCH', { index });
  } catch (error) {
    if (error instanceof CborError) return fail('CBOR_MALFORMED');
    if (error instanceof LayoutError) return fail('LAYOUT_MALFORMED');
    throw error;
  }
}

/** A statement and a thousand entries; the least a value of theirs takes on average is more than eight bytes. */
function limitsOf(bytes: Uint8Array): SequenceLimits {
  return { items: 1 + LIMITS.batchEntries, values: LEAST_VALUES + Math.ceil(bytes.length / BYTES_PER_VALUE) };
}
