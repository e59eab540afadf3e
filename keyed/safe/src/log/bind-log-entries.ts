import { openFieldsFit, verifyInclusion } from '@siegel/journal';
import { platformHasher } from '@siegel/seal';
import {
  CborError,
  classOfKind,
  decodeLeaf,
  decodeStatement,
  equalBytes,
  type ErrorCode,
  type Hash,
  LayoutError,
  type LogFileEntry,
  type LogFileHead,
  peekBody,
} from '@siegel/wire';
import type { BoundBatch, BoundEntry } from '../journal/journal-columns.ts';
import { readBody } from '../journal/read-body.ts';
import { bytesOf, hashesOf, idOf } from './log-file-bytes.ts';

/** An entry of a log file that does not hold. */
export interface Fault {
  readonly seq: number;
  readonly code: ErrorCode;
}

/** An entry of a log file whose bytes fit each other and lie where the file says. */
export interface Bound {
  readonly seq: number;
  readonly part: LogFileEntry['part'];
  readonly entry: BoundEntry;
  readonly leaf: ReturnType<typeof decodeLeaf>;
  readonly batch: BoundBatch;
}

/** Binds every entry that can be; the others become `faults`. */
export function bindAll(entries: readonly LogFileEntry[], head: LogFileHead, faults: Fault[]): readonly Bound[] {
  const root = rootOf(head);
  return entries.flatMap((entry) => {
    const outcome = bind(entry, head, root);
    if (typeof outcome !== 'string') return [outcome];
    faults.push({ seq: entry.seq, code: outcome });
    return [];
  });
}

/** The root in the checkpoint's text; its signature is checked once the house says by which key. */
function rootOf({ checkpoint }: LogFileHead): Hash {
  const [, , root = ''] = checkpoint.split('\n');
  try {
    return Uint8Array.from(atob(root), (char) => char.charCodeAt(0)) as Hash;
  } catch {
    return new Uint8Array(0) as Hash;
  }
}

/** The entry as bytes that fit each other and lie where the file says; or the first rule that is broken. */
function bind(entry: LogFileEntry, head: LogFileHead, root: Hash): Bound | ErrorCode {
  try {
    return bound(entry, head, root);
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return 'LAYOUT_MALFORMED';
    throw error;
  }
}

function bound(entry: LogFileEntry, head: LogFileHead, root: Hash): Bound | ErrorCode {
  const { seq, batch } = entry;
  const body = bytesOf(entry.body);
  const leafBytes = bytesOf(entry.leaf);
  const leaf = decodeLeaf(leafBytes);
  const entryHash = platformHasher.sha256(body);
  const place = peekBody(body, idOf(head.tenant));
  if (place === undefined) return 'LAYOUT_MALFORMED';
  const isLeaf =
    equalBytes(leaf.entryHash, entryHash) &&
    equalBytes(leaf.site, place.site) &&
    leaf.class === classOfKind(place.kind);
  const position = { leafHash: platformHasher.leaf(leafBytes), index: seq };
  const tree = { size: head.size, root };
  if (!isLeaf || !verifyInclusion(platformHasher, position, tree, hashesOf(entry.path))) return 'PROOF_WRONG';
  const statement = { bytes: bytesOf(batch.statement), signature: bytesOf(batch.signature) };
  const said = decodeStatement(statement.bytes);
  const { count, root: batchRoot } = said;
  const inBatch = { leafHash: platformHasher.leaf(entryHash), index: seq - batch.first };
  const isInBatch = verifyInclusion(platformHasher, inBatch, { size: count, root: batchRoot }, hashesOf(batch.path));
  if (count !== batch.count || !isInBatch) return 'STATEMENT_MISMATCH';
  const open = entry.open === null ? null : { salt: bytesOf(entry.open.salt), bytes: bytesOf(entry.open.fields) };
  const decoded = readBody(body);
  if (decoded === undefined) return 'LAYOUT_MALFORMED';
  if (open !== null && !openFieldsFit(decoded, open, platformHasher.sha256)) return 'OPEN_FIELDS_MISMATCH';
  const held = { firstSeq: batch.first, count, statement, said };
  return { seq, part: entry.part, entry: { body, open }, leaf, batch: held };
}
