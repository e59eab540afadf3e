import { type Body, classOfKind, equalBytes, type Hash, hexOf, LEAF_CLASS, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from './journal-columns.ts';
import { HashList } from './hash-list.ts';
import { readBody } from './read-body.ts';
import { readOpen } from './read-open.ts';

interface OpenRun {
  readonly hashes: HashList;
  /** A record this device may not read came meanwhile: part of the run may stand there. */
  hides: boolean;
}

type Sha256 = (bytes: Uint8Array) => Hash;

/** Entries that close a run although number or hash of what came in it is another one (JN41). Runs beside which records stand
 *  that this device may not read are left out. */
export function runsThatDoNotFit(
  columns: JournalColumns,
  given: { readonly sha256: Sha256; readonly isHiddenRecord: (seq: number) => boolean },
): readonly number[] {
  const open = new Map<string, OpenRun>();
  const wrong: number[] = [];
  for (let seq = 0; seq < columns.size; seq++) {
    if (given.isHiddenRecord(seq)) for (const run of open.values()) run.hides = true;
    const entry = columns.entryAt(seq);
    const body = entry === undefined ? undefined : readBody(entry.body);
    if (entry === undefined || body === undefined) continue;
    if (body.kind !== WIRE_KINDS.run) keep(open, body, columns.hashAt(seq));
    else if (!turn(open, hexOf(body.record), readOpen(entry.open) ?? {}, given.sha256)) wrong.push(seq);
  }
  return wrong;
}

function keep(open: ReadonlyMap<string, OpenRun>, { run, kind }: Body, entryHash: Hash): void {
  if (run !== null && classOfKind(kind) === LEAF_CLASS.records) open.get(hexOf(run))?.hashes.push(entryHash);
}

/** Opens or ends a run. @returns false when it is closed over something else than what came. */
function turn(
  open: Map<string, OpenRun>,
  id: string,
  fields: { readonly [name: string]: unknown },
  sha256: Sha256,
): boolean {
  const run = open.get(id);
  if (fields['state'] === 'open') open.set(id, { hashes: new HashList(), hides: false });
  else open.delete(id);
  if (fields['state'] !== 'closed' || run === undefined || run.hides) return true;
  const { count, hash } = fields;
  const isHash = hash instanceof Uint8Array && equalBytes(hash, sha256(run.hashes.bytes()));
  return count === run.hashes.count && isHash;
}
