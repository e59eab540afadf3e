import type { FoundBlock } from '@siegel/akten';
import { ownWordsSealer } from '@siegel/seal';
import { decodeCbor, equalBytes, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { TextBlocksView, TextBlockView } from '../channel/text-block-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm } from '../settings/house-form.ts';

/** A block; something else or of somebody else, which is not shown; or one that does not open here. */
type Read = FoundBlock | 'other' | 'unreadable';

const recordsBySafe = new WeakMap<Safe, { readonly size: number; readonly byId: Map<string, Id> }>();
const readBySeq = new WeakMap<Safe, Map<number, Read>>();

/** Blocks of the house and the own ones that are there now, by Kuerzel, own ones first (TB4, TB5). */
export async function readBlocks(safe: Safe): Promise<TextBlocksView> {
  const blocks: TextBlockView[] = [];
  let unreadable = 0;
  for (const record of blockRecords(safe)) {
    const newest = await provenNewest(safe, record);
    const open = newest === undefined ? undefined : readOpen(newest.open);
    if (newest === undefined || open?.['state'] !== 'active') continue;
    const block = await readOnce(safe, newest, open['owner'] as Id | undefined);
    if (block === 'unreadable') unreadable += 1;
    else if (block !== 'other') blocks.push({ ...block, blockId: hexOf(record), isOwn: open['owner'] !== undefined });
  }
  const { membership, head } = safe.follower;
  return {
    blocks: blocks.toSorted(inOrder),
    mayWrite: membership.rightsAt(safe.given.user, head.size).has('write-records'),
    unreadable,
  };
}

/** What a block says, also one that was taken away; undefined when it does not open for this user. */
export async function readBlock(safe: Safe, record: Id): Promise<FoundBlock | undefined> {
  const newest = await provenNewest(safe, record);
  const owner = newest === undefined ? undefined : (readOpen(newest.open)?.['owner'] as Id | undefined);
  const read = newest === undefined ? undefined : await readOnce(safe, newest, owner);
  return typeof read === 'string' ? undefined : read;
}

function inOrder(a: TextBlockView, b: TextBlockView): number {
  return a.kuerzel.localeCompare(b.kuerzel, 'de') || Number(b.isOwn) - Number(a.isOwn);
}

/** Ids of all records of the kind that were ever entered; only what has come since the last look is looked through. */
export function blockRecords(safe: Safe): Iterable<Id> {
  const { columns } = safe.follower;
  const known = recordsBySafe.get(safe) ?? { size: 0, byId: new Map<string, Id>() };
  for (let seq = known.size; seq < columns.size; seq++) {
    const record = columns.kindAt(seq) === WIRE_KINDS.textBlock ? columns.placeAt(seq)?.record : undefined;
    if (record !== undefined) known.byId.set(hexOf(record), record);
  }
  recordsBySafe.set(safe, { ...known, size: columns.size });
  return known.byId.values();
}

/** The newest version that holds. */
export async function provenNewest(safe: Safe, record: Id): Promise<RecordVersion | undefined> {
  for (const version of safe.records.versionsOf(record).toReversed())
    if ((await safe.attributions.faultOf(version.seq)) === undefined) return version;
  return undefined;
}

async function readOnce(safe: Safe, version: RecordVersion, owner: Id | undefined): Promise<Read> {
  const known = readBySeq.get(safe) ?? new Map<number, Read>();
  readBySeq.set(safe, known);
  const before = known.get(version.seq);
  if (before !== undefined) return before;
  const read = await readVersion(safe, version, owner);
  // What did not open may open as soon as a key has come.
  if (read !== 'unreadable') known.set(version.seq, read);
  return read;
}

async function readVersion(safe: Safe, version: RecordVersion, owner: Id | undefined): Promise<Read> {
  const { given } = safe;
  if (owner !== undefined && !equalBytes(owner, given.user)) return 'other';
  const value = await openHouseForm(safe, version);
  if (value === undefined) return 'unreadable';
  if (owner === undefined) return blockOf(value) ?? 'unreadable';
  const words = await openOwn(safe, version.body.record, value);
  if (words === undefined) return 'unreadable';
  // A note somebody keeps for themselves is no block (TB18).
  return words['topic'] === undefined ? (blockOf(words) ?? 'unreadable') : 'other';
}

/** The words that only the own user opens; undefined when they do not open. */
export async function openOwn({ given }: Safe, record: Id, { own }: HouseValue): Promise<HouseValue | undefined> {
  if (!(own instanceof Uint8Array)) return undefined;
  const sealer = await ownWordsSealer(given.userKey.secret, given.tenant);
  const words = await sealer.open(record, own);
  return words === undefined ? undefined : (decodeCbor(words) as HouseValue);
}

function blockOf({ kuerzel, name, text, groups }: HouseValue): FoundBlock | undefined {
  if (typeof kuerzel !== 'string' || typeof text !== 'string') return undefined;
  const known = Array.isArray(groups) ? groups.filter((group): group is string => typeof group === 'string') : [];
  return { kuerzel, text, name: typeof name === 'string' ? name : '', groups: known };
}
