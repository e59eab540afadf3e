// What the calls about types of Eintraege do: one part of the worker, fetched together.
export { saveEntryTypes } from '../entry-types/change-entry-types.ts';
export { readEntryTypes } from '../entry-types/read-entry-types.ts';
export { forgetFilter, keepFilter, savedFilters } from '../entry-types/saved-filters.ts';
export { lineAddressees } from './line-addressees.ts';
export { setPinned } from './pin-eintrag.ts';
