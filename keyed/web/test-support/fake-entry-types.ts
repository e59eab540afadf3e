import type { EntryType } from '@siegel/akten';
import type { EntryTypeApi, SavedFilter } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

/** Types, pins and filters of invented persons; it checks nothing. */
export function fakeEntryTypes(world: FakeWorld): EntryTypeApi {
  let types: readonly EntryType[] = [];
  let filters: readonly SavedFilter[] = [];
  let made = 0;
  return {
    entryTypes: async () => ok({ types, mayAdminister: true, unreadable: 0 }),
    async saveEntryTypes(saved) {
      const named = saved.map((type) => ({ ...type, typeId: type.typeId ?? String(++made).padStart(32, '0') }));
      types = [...types.filter((type) => named.every(({ typeId }) => typeId !== type.typeId)), ...named];
      return ok(named.map(({ typeId }) => typeId));
    },
    lineAddressees: async () =>
      ok({
        ownUser: 'a'.repeat(32),
        people: [
          { id: 'a'.repeat(32), name: 'Dr. Katrin Albers' },
          { id: 'b'.repeat(32), name: 'Sabine Tiedemann' },
        ],
        groups: [{ id: 'c'.repeat(32), name: 'Empfang' }],
      }),
    setPinned: async (personId) =>
      world.persons.some((row) => row.personId === personId) ? ok(true) : fail('AKTE_UNKNOWN'),
    savedFilters: async () => ok(filters),
    async keepFilter(kept) {
      filters = [...filters.filter(({ name }) => name !== kept.name), kept];
      return ok('everywhere');
    },
    async forgetFilter(name) {
      filters = filters.filter((one) => one.name !== name);
      return ok(true);
    },
  };
}
