import { task, type ValueOf } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { hexOf, type Id } from '@siegel/wire';
import type { VisibleRecord } from '../records/visible-records.ts';
import { fetchContent } from './fetch-content.ts';
import type { Safe } from './safe.ts';

/** A task that is neither done nor given up. */
export interface OpenTaskRecord {
  readonly record: Id;
  readonly akte: Id;
  readonly value: ValueOf<typeof task>;
}

/** Tasks of so many Akten are looked at, the newest first: each costs the content of its Akte. */
const MOST_AKTEN = 20;
const CLOSED: ReadonlySet<string> = new Set(['erledigt', 'abgebrochen']);

/** The open tasks among the newest. What is not on this device is fetched once, with one delivery entry for all; without a line
 *  those that are here. */
export async function openTasks(safe: Safe): Promise<readonly OpenTaskRecord[]> {
  const records = newestTasks(safe);
  await fetchMissing(safe, records);
  const tasks: OpenTaskRecord[] = [];
  for (const { newest } of records) {
    const opened = await safe.open(newest);
    if (isUnreadable(opened)) continue;
    const value = opened.value as unknown as ValueOf<typeof task>;
    if (!CLOSED.has(value.zustand ?? '')) tasks.push({ record: newest.body.record, akte: newest.body.akte, value });
  }
  return tasks;
}

function newestTasks(safe: Safe): readonly VisibleRecord[] {
  const { columns } = safe.follower;
  const found = new Map<string, VisibleRecord>();
  const akten = new Set<string>();
  for (let seq = columns.size - 1; seq >= 0; seq--) {
    const place = columns.kindAt(seq) === task.code ? columns.placeAt(seq) : undefined;
    if (place === undefined || found.has(hexOf(place.record))) continue;
    if (!akten.has(hexOf(place.akte)) && akten.size === MOST_AKTEN) break;
    const record = safe.records.recordOf(place.record);
    if (record === undefined) continue;
    akten.add(hexOf(place.akte));
    found.set(hexOf(place.record), record);
  }
  return [...found.values()];
}

async function fetchMissing(safe: Safe, records: readonly VisibleRecord[]): Promise<void> {
  const missing = records.filter(({ newest }) =>
    newest.body.parts.some((part) => safe.cache.envelopeOf(part) === undefined),
  );
  const akten = [...new Set(missing.map(({ newest }) => hexOf(newest.body.akte)))];
  if (akten.length === 0) return;
  await fetchContent(safe.given.address, { path: 'akten', body: { akten, purpose: 'preload' } }, safe);
}
