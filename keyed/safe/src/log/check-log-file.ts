import { checkpointOrigin, houseRoot, type Membership, verifyCheckpoint } from '@siegel/journal';
import { logFileMessage, organisationMark, platformHasher, platformSha256Stream, platformVerify } from '@siegel/seal';
import {
  CborError,
  decodeLeaf,
  equalBytes,
  type ErrorCode,
  hexOf,
  LayoutError,
  type LogFileEntry,
  type LogFileHead,
  moreOfFields,
  WIRE_KINDS,
} from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { houseLines } from '../snapshot/house-lines.ts';
import { attributedHouse, attributeRows } from './attribute-log-file.ts';
import { bindAll, type Fault } from './bind-log-entries.ts';
import { bytesOf, idOf } from './log-file-bytes.ts';
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

function isOrganisation(orgPublic: Uint8Array, named: string): boolean {
  const wanted = named.replaceAll(/[\s:-]/g, '').toLowerCase();
  const mark = organisationMark(orgPublic).replaceAll(' ', '').toLowerCase();
  return wanted === mark || wanted === hexOf(orgPublic);
}

/** The words of a row say what its entry says; names are for whoever wrote the file to answer. */
function isSaidRight({ said, leaf, body, open }: LogFileEntry): boolean {
  if (said === undefined) return false;
  try {
    const { receivedAt } = decodeLeaf(bytesOf(leaf));
    const fields = open === null ? {} : readOpen({ salt: bytesOf(open.salt), bytes: bytesOf(open.fields) });
    const isTrue = (name: 'purpose' | 'address') => said[name] === textOf(fields?.[name]);
    const isThen = new Date(receivedAt).toISOString() === said.at;
    if (said.more !== undefined && said.more !== moreOfFields(fields)) return false;
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
    const { logSize, houseRoot: root } = readOpen(columns.openAt(seq)) ?? {};
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
