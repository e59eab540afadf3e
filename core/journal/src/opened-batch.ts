import {
  type AppendRequest,
  type BatchStatement,
  type Body,
  CborError,
  decodeBody,
  decodeStatement,
  type EntryPacket,
  equalBytes,
  fail,
  type Failure,
  type Hash,
  hashOpenFields,
  LayoutError,
  ok,
  type OpenFields,
  type Result,
  type Sha256,
  type SignedStatement,
  unpackOpenFields,
} from '@siegel/wire';
import type { Fields } from './member-states.ts';
import { merkleRoot } from './merkle.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** One entry of a batch with everything derived from its bytes. */
export interface OpenedEntry {
  readonly body: Body;
  readonly bodyBytes: Uint8Array;
  readonly entryHash: Hash;
  readonly packet: EntryPacket;
  /** The open fields, decoded and fitting the body's hash; null when the entry has none. */
  readonly fields: Fields | null;
}

/** A batch whose form, count, root, tenant and author fit together; signatures and rights are still unchecked. */
export interface OpenedBatch {
  readonly statement: BatchStatement;
  readonly signed: SignedStatement;
  readonly entries: readonly OpenedEntry[];
}

type BatchFault = Failure<
  | 'CBOR_MALFORMED'
  | 'LAYOUT_MALFORMED'
  | 'STATEMENT_MISMATCH'
  | 'TENANT_FOREIGN'
  | 'AUTHOR_MISMATCH'
  | 'OPEN_FIELDS_MISMATCH'
>;

/** Tree hashes and the plain SHA-256 of bodies (WR11). */
export interface EntryHasher extends TreeHasher {
  readonly sha256: Sha256;
}

/** True when open fields and the body's hash over them fit, or neither is there (WR18). */
export function openFieldsFit(body: Body, open: OpenFields | null, sha256: Sha256): boolean {
  if (open === null || body.openHash === null) return open === null && body.openHash === null;
  return equalBytes(hashOpenFields(open, sha256), body.openHash);
}

/** Reads a request and checks that statement and bodies belong together (JN1, JN3). Pure; reads no state. */
export function openBatch(request: AppendRequest, hasher: EntryHasher): Result<OpenedBatch, BatchFault> {
  try {
    const statement = decodeStatement(request.statement.bytes);
    const entries: OpenedEntry[] = [];
    for (const packet of request.packets) {
      const body = decodeBody(packet.body);
      if (!openFieldsFit(body, packet.open, hasher.sha256)) return fail('OPEN_FIELDS_MISMATCH');
      const fields = packet.open === null ? null : unpackOpenFields(packet.open);
      entries.push({ body, bodyBytes: packet.body, entryHash: hasher.sha256(packet.body), packet, fields });
    }
    return checkBelonging({ statement, signed: request.statement, entries }, hasher);
  } catch (error) {
    if (error instanceof CborError) return fail('CBOR_MALFORMED');
    if (error instanceof LayoutError) return fail('LAYOUT_MALFORMED');
    throw error;
  }
}

function checkBelonging(batch: OpenedBatch, hasher: EntryHasher): Result<OpenedBatch, BatchFault> {
  const { statement, entries } = batch;
  if (entries.length !== statement.count) return fail('STATEMENT_MISMATCH', { count: entries.length });
  const root = batchRoot(
    entries.map((entry) => entry.entryHash),
    hasher,
  );
  if (!equalBytes(root, statement.root)) return fail('STATEMENT_MISMATCH');
  for (const { body } of entries) {
    if (!equalBytes(body.tenant, statement.tenant)) return fail('TENANT_FOREIGN');
    if (!equalBytes(body.author, statement.device)) return fail('AUTHOR_MISMATCH');
  }
  return ok(batch);
}

/** Root over the entry hashes of a batch, as its statement signs it (WR14). */
export function batchRoot(entryHashes: readonly Hash[], hasher: TreeHasher): Hash {
  return merkleRoot(
    hasher,
    entryHashes.map((hash) => hasher.leaf(hash)),
  );
}
