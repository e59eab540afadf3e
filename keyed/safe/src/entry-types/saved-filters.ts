import type { PlainRecord } from '@siegel/akten';
import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, ok, type Result } from '@siegel/wire';
import type { KeptWhere, SavedFilter } from '../channel/entry-type-api.ts';
import { LocalPages } from '../local/local-pages.ts';
import { dropOwnNote, keepOwnNote, ownNotes } from '../own-notes/own-notes.ts';
import type { Safe } from '../safe/safe.ts';

const TOPIC = 'akte-filter';
const PAGE = 'akte-filters';
/** What keeps a filter on this device: nothing may be entered, or nobody can be asked. */
const STAYS_HERE: ReadonlySet<string> = new Set(['RIGHT_MISSING', 'GROUP_KEY_MISSING', 'OFFLINE']);

/** Filters of the own user on every device, and those that could only be kept on this one (FI5). */
export async function savedFilters(safe: Safe): Promise<Result<readonly SavedFilter[]>> {
  const everywhere = (await ownNotes(safe, TOPIC)).map(({ value }) => value as unknown as SavedFilter);
  const names = new Set(everywhere.map(({ name }) => name));
  return ok([...everywhere, ...(await onDevice(safe)).filter(({ name }) => !names.has(name))]);
}

/** Keeps a filter in place of one of its name, for every device, and with it what could only be kept here before; else on this device.
 *  OWN_NOTES_FULL, ENTRY_STALE. */
export async function keepFilter(safe: Safe, filter: SavedFilter): Promise<Result<KeptWhere>> {
  const here = [...(await onDevice(safe)).filter(({ name }) => name !== filter.name), filter];
  for (const [i, one] of here.entries()) {
    const kept = await keepOwnNote(safe, TOPIC, { name: one.name, value: { ...one } as unknown as PlainRecord });
    if (kept.ok) continue;
    await toDevice(safe, STAYS_HERE.has(kept.error.code) ? here.slice(i) : here.slice(i, -1));
    return STAYS_HERE.has(kept.error.code) ? ok('here') : kept;
  }
  await toDevice(safe, []);
  return ok('everywhere');
}

/** Forgets a filter on every device. RIGHT_MISSING, OFFLINE where it was kept for all of them. */
export async function forgetFilter(safe: Safe, name: string): Promise<Result<true>> {
  await toDevice(
    safe,
    (await onDevice(safe)).filter((one) => one.name !== name),
  );
  const isElsewhere = (await ownNotes(safe, TOPIC)).some((note) => note.name === name);
  return isElsewhere ? dropOwnNote(safe, TOPIC, name) : ok(true);
}

async function onDevice(safe: Safe): Promise<readonly SavedFilter[]> {
  const page = await (await pagesOf(safe)).at(0);
  return page === undefined ? [] : (decodeCbor(page) as unknown as readonly SavedFilter[]);
}

async function toDevice(safe: Safe, filters: readonly SavedFilter[]): Promise<void> {
  const pages = await pagesOf(safe);
  await (filters.length === 0 ? pages.clear() : pages.put(0, encodeCbor(filters.map((filter) => ({ ...filter })))));
}

async function pagesOf({ given: { pages, userKey } }: Safe): Promise<LocalPages> {
  return new LocalPages(pages, await pageSealer(userKey.secret), PAGE);
}
