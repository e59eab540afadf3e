import type { PlainRecord } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { KeptDayFilter } from '../channel/day-filter-api.ts';
import { keepOwnNote, type OwnNote, ownNotes } from '../own-notes/own-notes.ts';
import type { Safe } from '../safe/safe.ts';

/** Under which own notes the filters of the day list lie (TB18). */
export const DAY_FILTERS = 'day-filter';

/** The filters of the day list that the own user keeps, in their order (TL20). */
export async function readDayFilters(safe: Safe): Promise<readonly KeptDayFilter[]> {
  const filters = (await ownNotes(safe, DAY_FILTERS)).map(filterOf);
  return filters.toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'de'));
}

/** Keeps a filter for every device of the user, in place of one of its name. Codes of `keepOwnNote`. */
export function keepDayFilter(safe: Safe, { name, ...filter }: KeptDayFilter): Promise<Result<true>> {
  const { resources, types, ...rest } = filter;
  const value: PlainRecord = { ...rest, resources: [...resources], types: [...types] };
  return keepOwnNote(safe, DAY_FILTERS, { name, value });
}

function filterOf({ name, value: { order, segment, resources, types, text } }: OwnNote): KeptDayFilter {
  return {
    name,
    order: typeof order === 'number' ? order : 0,
    segment: typeof segment === 'string' ? segment : 'all',
    resources: wordsOf(resources),
    types: wordsOf(types),
    text: typeof text === 'string' ? text : '',
  };
}

function wordsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
