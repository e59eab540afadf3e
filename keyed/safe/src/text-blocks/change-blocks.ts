import { type FoundBlock, isWholeBlock, type PlainRecord } from '@siegel/akten';
import { buildEntry, compartmentKey, type GroupKey, ownWordsSealer, platformRandom } from '@siegel/seal';
import {
  type CborValue,
  encodeCbor,
  type EntryPacket,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import type { TextBlockDraft } from '../channel/text-block-api.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { readBlock, readBlocks } from './read-blocks.ts';

const ID_BYTES = 16;
/** A file is entered in batches of this many blocks. */
const A_BATCH = 50;

/** Enters or changes blocks; @returns their ids. Nothing is entered when one of them is wrong or its Kuerzel taken (TB6). */
export async function saveBlocks(safe: Safe, drafts: readonly TextBlockDraft[]): Promise<Result<readonly string[]>> {
  const key = await blockKey(safe);
  if (!key.ok) return key;
  if (!drafts.every(isWholeBlock)) return fail('TEXT_BLOCK_WRONG');
  if (await isTaken(safe, drafts)) return fail('TEXT_BLOCK_THERE');
  const ids = drafts.map(({ blockId }) => (blockId === undefined ? newId() : Safe.idOf(blockId)));
  for (let from = 0; from < drafts.length; from += A_BATCH) {
    const batch = drafts.slice(from, from + A_BATCH).map((draft, i) => ({ draft, record: ids[from + i] ?? newId() }));
    const packets = await Promise.all(batch.map(({ draft, record }) => blockEntry(safe, key.value, { draft, record })));
    const entered = await enterBatch(safe, packets, batch[0]?.record ?? newId());
    if (!entered.ok) return entered;
  }
  return ok(ids.map((id) => hexOf(id)));
}

/** Takes a block away or brings it back; what is sealed of it stays (TB12). TEXT_BLOCK_THERE: its Kuerzel was given to another. */
export async function setBlockUse(safe: Safe, record: Id, isUsed: boolean): Promise<Result<true>> {
  const begun = await blockKey(safe);
  if (!begun.ok) return begun;
  const parent = newestVersion(safe, record);
  const before = safe.follower.membership.textBlockAt(record, safe.follower.head.size);
  if (parent === undefined || before === undefined) return fail('ENTRY_STALE');
  const isOwn = before.owner !== undefined;
  const block = isUsed ? await readBlock(safe, record) : undefined;
  if (block !== undefined && (await isTaken(safe, [{ ...block, blockId: hexOf(record), isOwn }])))
    return fail('TEXT_BLOCK_THERE');
  const open = { state: isUsed ? 'active' : 'removed', ...ownerField(before.owner) };
  const draft = { kind: WIRE_KINDS.textBlock, schemaVersion: 1, record, parent, open };
  return enterBatch(safe, [await buildEntry(draft, safe.author)], record);
}

/** The key everybody of the organisation holds, for whoever may write. RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE. */
export async function blockKey(safe: Safe): Promise<Result<GroupKey>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('write-records')) return fail('RIGHT_MISSING');
  const key = organisationKey(safe);
  return key === undefined ? fail('GROUP_KEY_MISSING') : ok(key);
}

/** Two blocks of the house, or two own ones, never have the same Kuerzel; an own one may hide one of the house (TB6). */
async function isTaken(safe: Safe, drafts: readonly TextBlockDraft[]): Promise<boolean> {
  const { blocks } = await readBlocks(safe);
  const changed = new Set(drafts.map(({ blockId }) => blockId));
  const nameOf = ({ kuerzel, isOwn }: { readonly kuerzel: string; readonly isOwn: boolean }) =>
    `${isOwn}.${kuerzel.toLowerCase()}`;
  const names = [...blocks.filter(({ blockId }) => !changed.has(blockId)), ...drafts].map(nameOf);
  return new Set(names).size < names.length;
}

async function blockEntry(
  safe: Safe,
  key: GroupKey,
  { draft, record }: { readonly draft: TextBlockDraft; readonly record: Id },
): Promise<EntryPacket> {
  const fields = fieldsOf(draft);
  return draft.isOwn ? ownEntry(safe, key, { record, words: fields }) : activeEntry(safe, key, { record, fields });
}

/** The next version of a record whose words nobody but the own user opens (TB5). */
export async function ownEntry(
  safe: Safe,
  key: GroupKey,
  { record, words }: { readonly record: Id; readonly words: PlainRecord },
): Promise<EntryPacket> {
  const { userKey, tenant, user } = safe.given;
  const sealer = await ownWordsSealer(userKey.secret, tenant);
  const own = await sealer.seal(record, encodeCbor(words as CborValue));
  return activeEntry(safe, key, { record, fields: { own }, owner: user });
}

function activeEntry(
  safe: Safe,
  key: GroupKey,
  { record, fields, owner }: { readonly record: Id; readonly fields: PlainRecord; readonly owner?: Id },
): Promise<EntryPacket> {
  return buildEntry(
    {
      kind: WIRE_KINDS.textBlock,
      schemaVersion: 1,
      record,
      parent: newestVersion(safe, record),
      open: { state: 'active', ...ownerField(owner) },
      sealed: new Map([['admin', fields] as const]),
      keyOf: () => compartmentKey(key, 'admin'),
    },
    safe.author,
  );
}

function fieldsOf({ kuerzel, name, text, groups }: FoundBlock): PlainRecord {
  return { kuerzel, name: name.trim(), text, groups };
}

const ownerField = (owner: Id | undefined) => (owner === undefined ? {} : { owner });
const newId = (): Id => platformRandom(ID_BYTES) as Id;
