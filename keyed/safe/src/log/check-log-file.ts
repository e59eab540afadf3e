import { APPEND_POLICY, logAuthorId } from '@siegel/akten';
import {
  checkpointOrigin,
  houseRoot,
  Membership,
  openFieldsFit,
  verifyCheckpoint,
  verifyInclusion,
} from '@siegel/journal';
import { logFileMessage, organisationMark, platformHasher, platformSha256Stream, platformVerify } from '@siegel/seal';
import {
  bytesOfHex,
  CborError,
  classOfKind,
  decodeLeaf,
  decodeStatement,
  equalBytes,
  type ErrorCode,
  HASH_BYTES,
  type Hash,
  hexOf,
  type Id,
  LayoutError,
  type LogFileEntry,
  type LogFileHead,
  peekBody,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { Attributor } from '../journal/attributor.ts';
import { type BoundBatch, type BoundEntry, JournalColumns } from '../journal/journal-columns.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { erasedEntries } from '../safe/audit-journal.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { houseLines } from '../snapshot/house-lines.ts';
import { readLogFile } from './read-log-file.ts';

/** What checking a saved log has shown (LG15). */
export interface LogFileCheck {
  readonly head: LogFileHead;
  /** How the sheet of the organisation names the key the file says it is of. */
  readonly mark: string;
  readonly rows: number;
  readonly house: number;
  /** Entries that do not hold, each alone. */
  readonly faults: readonly { readonly seq: number; readonly code: ErrorCode }[];
  /** What is wrong with the file as a whole. */
  readonly fileFaults: readonly LogFileFault[];
  /** Up to which entry a device of the organisation has signed that no entry of the house is missing; 0: none. */
  readonly houseAttestedTo: number;
  /** Hex of the user whose device has written the file; undefined when that is not proven. */
  readonly signedBy: string | undefined;
}

/** `form`: not a log file, or cut. `organisation`: of another one than was named. `checkpoint`: no signed head. `digest`: a line was
 *  changed, taken out or put in after it was written. `signature`: no device of the organisation has signed it. `order`: rows twice
 *  or in another order. `house`: an entry of the house is missing. */
export type LogFileFault = (typeof FILE_FAULTS)[number];
const FILE_FAULTS = ['form', 'organisation', 'checkpoint', 'order', 'house', 'digest', 'signature'] as const;

interface Fault {
  readonly seq: number;
  readonly code: ErrorCode;
}

interface Bound {
  readonly seq: number;
  readonly part: LogFileEntry['part'];
  readonly entry: BoundEntry;
  readonly leaf: ReturnType<typeof decodeLeaf>;
  readonly batch: BoundBatch;
}

const AT_ONCE = 256;

/** Checks a log file line by line, without a server and without keys, against the organisation that was named: its public key (64 hex
 *  digits) or its mark (32). What is found wrong is told by entry; the rest is checked all the same. */
export async function checkLogFile(
  lines: AsyncIterable<string>,
  organisation: string,
  onRow: (rows: number) => void = () => undefined,
): Promise<LogFileCheck | undefined> {
  const digest = await platformSha256Stream();
  const read = await readLogFile(lines, (line) => digest.update(line), onRow);
  const { head, entries } = read;
  if (head === undefined) return undefined;
  const orgPublic = bytesOfBase64url(head.orgPublic) ?? new Uint8Array(0);
  const faults: Fault[] = [];
  const bound = bindAll(entries, head, faults);
  const world = await attributedHouse(bound, { head, orgPublic, faults });
  await attributeRows(bound, world, faults);
  const rows = entries.filter(({ part }) => part === 'row');
  const wrong = new Set(faults.map(({ seq }) => seq));
  for (const row of rows)
    if (!wrong.has(row.seq) && !isSaidRight(row)) faults.push({ seq: row.seq, code: 'PROOF_WRONG' });
  const houseAttestedTo = attestedHouse(world.columns, head.size);
  const actual = digest.digest();
  const message = logFileMessage(idOf(head.tenant), actual, rows.length);
  const signedBy = await signer(read.end?.signature, { head, membership: world.membership, message });
  const isSame = read.end?.digest === hexOf(actual) && read.end.rows === rows.length;
  const holds: Readonly<Record<LogFileFault, boolean>> = {
    form: read.isWhole,
    organisation: isOrganisation(orgPublic, organisation),
    checkpoint: await isCheckpointSigned(head, world.membership),
    order: rows.every(({ seq }, i) => i === 0 || seq < (rows[i - 1]?.seq ?? 0)),
    house: houseAttestedTo !== undefined,
    digest: isSame,
    signature: signedBy !== undefined,
  };
  return {
    head,
    mark: organisationMark(orgPublic),
    rows: rows.length,
    house: bound.filter(({ part }) => part === 'house').length,
    faults,
    fileFaults: FILE_FAULTS.filter((fault) => !holds[fault]),
    houseAttestedTo: houseAttestedTo ?? 0,
    signedBy,
  };
}

function bindAll(entries: readonly LogFileEntry[], head: LogFileHead, faults: Fault[]): readonly Bound[] {
  const root = rootOf(head);
  return entries.flatMap((entry) => {
    const outcome = bind(entry, head, root);
    if (typeof outcome !== 'string') return [outcome];
    faults.push({ seq: entry.seq, code: outcome });
    return [];
  });
}

function isOrganisation(orgPublic: Uint8Array, named: string): boolean {
  const wanted = named.replaceAll(/[\s:-]/g, '').toLowerCase();
  const mark = organisationMark(orgPublic).replaceAll(' ', '').toLowerCase();
  return wanted === mark || wanted === hexOf(orgPublic);
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
  const { count, root: batchRoot } = decodeStatement(statement.bytes);
  const inBatch = { leafHash: platformHasher.leaf(entryHash), index: seq - batch.first };
  const isInBatch = verifyInclusion(platformHasher, inBatch, { size: count, root: batchRoot }, hashesOf(batch.path));
  if (count !== batch.count || !isInBatch) return 'STATEMENT_MISMATCH';
  const open = entry.open === null ? null : { salt: bytesOf(entry.open.salt), bytes: bytesOf(entry.open.fields) };
  const decoded = readBody(body);
  if (decoded === undefined) return 'LAYOUT_MALFORMED';
  if (open !== null && !openFieldsFit(decoded, open, platformHasher.sha256)) return 'OPEN_FIELDS_MISMATCH';
  const held = { firstSeq: batch.first, count, statement };
  return { seq, part: entry.part, entry: { body, open }, leaf, batch: held };
}

interface World {
  readonly membership: Membership;
  readonly columns: JournalColumns;
  readonly attributor: Attributor;
  readonly batches: ReadonlyMap<number, BoundBatch>;
}

/** The journal with nothing in it but what the file holds; the house is attributed in order, as a device does that begins anew. */
async function attributedHouse(
  bound: readonly Bound[],
  {
    head,
    orgPublic,
    faults,
  }: {
    readonly head: LogFileHead;
    readonly orgPublic: Uint8Array;
    readonly faults: Fault[];
  },
): Promise<World> {
  const columns = new JournalColumns();
  columns.startAt(head.size);
  const membership = new Membership();
  const tenant = idOf(head.tenant);
  const batches = new Map<number, BoundBatch>();
  let last = -1;
  for (const { seq, entry, leaf, batch } of bound.toSorted((a, b) => a.seq - b.seq)) {
    // The same entry twice says nothing more; rows that stand twice are told by their order.
    if (seq === last) continue;
    last = seq;
    columns.put(seq, leaf, entry, peekBody(entry.body, tenant));
    if (!batches.has(batch.firstSeq)) columns.batches.push(batch);
    batches.set(batch.firstSeq, batches.get(batch.firstSeq) ?? batch);
  }
  const attributor = new Attributor({
    columns,
    membership,
    policy: APPEND_POLICY,
    verify: platformVerify,
    tenant,
    orgPublic,
    logAuthor: () => logAuthorId(membership.logAt(head.size)?.logPublic ?? ZERO_ID, platformHasher.sha256),
  });
  for (const batch of columns.batches)
    if (attributor.isHouseBatch(batch)) for (const fault of await attributor.takeHouse(batch)) faults.push(fault);
  return { membership, columns, attributor, batches };
}

async function attributeRows(
  bound: readonly Bound[],
  { attributor, columns, batches }: World,
  faults: Fault[],
): Promise<void> {
  const wrong = new Set(faults.map(({ seq }) => seq));
  const erased = erasedEntries(columns, (seq) => wrong.has(seq));
  const signed = new Map<number, Promise<boolean>>();
  const rows = bound.filter(({ part }) => part === 'row');
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const checked = rows.slice(at, at + AT_ONCE).map(async ({ seq, entry, leaf, batch }) => {
      const held = batches.get(batch.firstSeq) ?? batch;
      const isSigned = signed.get(held.firstSeq) ?? attributor.isSigned(held);
      signed.set(held.firstSeq, isSigned);
      const isSame = equalBytes(held.statement.bytes, batch.statement.bytes);
      if (!isSame || !(await isSigned)) return { seq, code: 'STATEMENT_SIGNATURE_WRONG' } as const;
      const isStripped = entry.open === null && readBody(entry.body)?.openHash !== null;
      if (isStripped && !erased.has(hexOf(leaf.entryHash))) return { seq, code: 'CONTENT_WITHHELD' } as const;
      const code = await attributor.checkEntry(seq);
      return code === undefined ? undefined : { seq, code };
    });
    for (const fault of await Promise.all(checked))
      if (fault !== undefined && !wrong.has(fault.seq)) faults.push(fault);
  }
}

/** The words of a row say what its entry says; names are for whoever wrote the file to answer. */
function isSaidRight({ said, leaf, body, open }: LogFileEntry): boolean {
  if (said === undefined) return false;
  try {
    const { receivedAt } = decodeLeaf(bytesOf(leaf));
    const fields = open === null ? {} : readOpen({ salt: bytesOf(open.salt), bytes: bytesOf(open.fields) });
    const isTrue = (name: 'purpose' | 'address') => said[name] === textOf(fields?.[name]);
    const isThen = new Date(receivedAt).toISOString() === said.at;
    return isTrue('purpose') && isTrue('address') && isThen && readBody(bytesOf(body))?.kind === said.kind;
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return false;
    throw error;
  }
}

function textOf(field: unknown): string {
  return typeof field === 'string' ? field : '';
}

async function isCheckpointSigned(head: LogFileHead, membership: Membership): Promise<boolean> {
  const log = membership.logAt(head.size);
  if (log === undefined) return false;
  const expected = { origin: checkpointOrigin(idOf(head.tenant), log.instance), publicKey: log.logPublic };
  const verifier = { sha256: platformHasher.sha256, verify: platformVerify };
  const checked = await verifyCheckpoint(new TextEncoder().encode(head.checkpoint), expected, verifier);
  return checked.ok && checked.value.size === head.size;
}

/** Holds the house of the file against the newest attestation in it: how far it is whole; undefined when an entry is missing. */
function attestedHouse(columns: JournalColumns, size: number): number | undefined {
  for (let seq = size - 1; seq >= 0; seq--) {
    if (columns.kindAt(seq) !== WIRE_KINDS.attestation) continue;
    const { logSize, houseRoot: root } = readOpen(columns.entryAt(seq)?.open ?? null) ?? {};
    if (typeof logSize !== 'number' || !(root instanceof Uint8Array) || logSize > size) continue;
    return equalBytes(houseRoot(houseLines(columns, logSize), platformHasher), root) ? logSize : undefined;
  }
  return 0;
}

async function signer(
  signature: string | undefined,
  {
    head,
    membership,
    message,
  }: { readonly head: LogFileHead; readonly membership: Membership; readonly message: Uint8Array },
): Promise<string | undefined> {
  const device = membership.deviceAt(idOf(head.device), head.size);
  const bytes = bytesOfBase64url(signature ?? '');
  if (device === undefined || bytes === undefined) return undefined;
  return (await platformVerify(device.ed25519Public, message, bytes)) ? hexOf(device.user) : undefined;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfBase64url(text);
  if (bytes === undefined) throw new LayoutError('base64url');
  return bytes;
}

function hashesOf(text: string): readonly Hash[] {
  const bytes = bytesOf(text);
  const count = Math.ceil(bytes.length / HASH_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

function idOf(hex: string): Id {
  return bytesOfHex(hex) ?? ZERO_ID;
}
