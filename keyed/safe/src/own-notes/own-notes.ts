import type { PlainRecord } from '@siegel/akten';
import { buildEntry, platformRandom } from '@siegel/seal';
import { equalBytes, fail, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm } from '../settings/house-form.ts';
import { blockKey, ownEntry } from '../text-blocks/change-blocks.ts';
import { blockRecords, openOwn, provenNewest } from '../text-blocks/read-blocks.ts';

const ID_BYTES = 16;
const MOST = 50;

/** Something a user keeps for themselves on all own devices: a filter, an order of buttons. */
export interface OwnNote {
  /** Names it within its topic; another note of the same name takes its place. */
  readonly name: string;
  readonly value: PlainRecord;
}

interface KeptNote extends OwnNote {
  readonly topic: string;
  readonly record: Id;
}

/** A version is opened once. */
const readBySeq = new WeakMap<Safe, Map<number, KeptNote | undefined>>();

/** Notes of the own user on a topic, in the order they were first kept; those of other users, and what does not open, are left out. They
 *  lie as own words in records of kind 22: the server cannot tell them from own text blocks (TB5, TB18). */
export async function ownNotes(safe: Safe, topic: string): Promise<readonly OwnNote[]> {
  const notes = new Map<string, OwnNote>();
  for (const { name, value } of await keptNotes(safe, topic)) notes.set(name, { name, value });
  return [...notes.values()];
}

/** Keeps a note on every device of the own user, in place of one of this name. RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE: nothing
 *  is kept; OWN_NOTES_FULL. */
export async function keepOwnNote(safe: Safe, topic: string, { name, value }: OwnNote): Promise<Result<true>> {
  const key = await blockKey(safe);
  if (!key.ok) return key;
  const kept = await keptNotes(safe, topic);
  const before = kept.findLast((note) => note.name === name);
  if (before === undefined && kept.length >= MOST) return fail('OWN_NOTES_FULL');
  const record = before?.record ?? (platformRandom(ID_BYTES) as Id);
  const packet = await ownEntry(safe, key.value, { record, words: { topic, name, value } as PlainRecord });
  return enterBatch(safe, [packet], record);
}

/** Takes the notes of this name away, everywhere. RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
export async function dropOwnNote(safe: Safe, topic: string, name: string): Promise<Result<true>> {
  const key = await blockKey(safe);
  if (!key.ok) return key;
  const gone = (await keptNotes(safe, topic)).filter((note) => note.name === name);
  const open = { state: 'removed', owner: safe.given.user } as const;
  const packets = await Promise.all(
    gone.map(({ record }) => {
      const parent = newestVersion(safe, record);
      return buildEntry({ kind: WIRE_KINDS.textBlock, schemaVersion: 1, record, parent, open }, safe.author);
    }),
  );
  const [first] = gone;
  return first === undefined ? ok(true) : enterBatch(safe, packets, first.record);
}

/** In the order they were first kept; of two that were kept under one name at the same moment both are here. */
async function keptNotes(safe: Safe, topic: string): Promise<readonly KeptNote[]> {
  const kept: KeptNote[] = [];
  for (const record of blockRecords(safe)) {
    const note = await noteAt(safe, record);
    if (note?.topic === topic) kept.push(note);
  }
  return kept;
}

async function noteAt(safe: Safe, record: Id): Promise<KeptNote | undefined> {
  const newest = await provenNewest(safe, record);
  const { owner, state } = (newest === undefined ? undefined : readOpen(newest.open)) ?? {};
  const isOwn = owner instanceof Uint8Array && equalBytes(owner, safe.given.user);
  return newest === undefined || !isOwn || state !== 'active' ? undefined : readOnce(safe, newest);
}

async function readOnce(safe: Safe, version: RecordVersion): Promise<KeptNote | undefined> {
  const known = readBySeq.get(safe) ?? new Map<number, KeptNote | undefined>();
  readBySeq.set(safe, known);
  if (known.has(version.seq)) return known.get(version.seq);
  const { record } = version.body;
  const form = await openHouseForm(safe, version);
  const words = form === undefined ? undefined : await openOwn(safe, record, form);
  // What does not open yet may open as soon as a key has come.
  if (words === undefined) return undefined;
  const note = noteOf(record, words);
  known.set(version.seq, note);
  return note;
}

function noteOf(record: Id, { topic, name, value }: HouseValue): KeptNote | undefined {
  if (typeof topic !== 'string' || typeof name !== 'string' || value === undefined) return undefined;
  return { topic, name, value: value as PlainRecord, record };
}
