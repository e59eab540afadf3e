import type { PersonRow, SafeApi, SearchAnswer, ServerView } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import { type FakeWorld, SPECIAL } from './fake-world.ts';
import { viewOf } from './invented-akten.ts';
import { personIdOf } from './invented-persons.ts';
import { inventedServerView } from './invented-server-view.ts';
import { wait } from './wait.ts';

/** Finding persons, their Akten, and what the server sees of a record. */
export function fakeReading(
  world: FakeWorld,
): Pick<SafeApi, 'search' | 'nameWords' | 'openPerson' | 'watchPerson' | 'serverView'> {
  return {
    search: async (query, limit) => findPersons(world.persons, query, limit),
    nameWords: async () => ({ family: [], given: [] }),
    async openPerson(personId) {
      if (!world.isOpen) return fail('SESSION_MISSING');
      if (personId === personIdOf(SPECIAL.slow)) await wait(4_000);
      const isThere = world.persons.some((row) => row.personId === personId);
      if (!isThere || personId === personIdOf(SPECIAL.forbidden)) return fail('AKTE_UNKNOWN');
      return personId === personIdOf(SPECIAL.broken) ? fail('CONTENT_WITHHELD') : ok(world.viewOfPerson(personId));
    },
    watchPerson: (personId, listener) => world.watchPerson(personId, listener),
    serverView: async (recordId) => serverView(world, recordId),
  };
}

function serverView(world: FakeWorld, recordId: string): Result<ServerView> {
  const person = world.persons.find((row) => row.personId === recordId);
  if (person !== undefined) return ok(inventedServerView('person', recordId, world.stammdaten(person)));
  const eintrag = world.eintrag(recordId);
  if (eintrag === undefined) return fail('AKTE_UNKNOWN');
  return ok(inventedServerView(eintrag.kind, recordId, viewOf(eintrag).value));
}

function findPersons(persons: readonly PersonRow[], query: string, limit: number): SearchAnswer {
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const wanted = plain(query);
  const exact = persons.filter(({ familienname, vorname, patientennummer }) =>
    [`${familienname}, ${vorname}`, `${familienname} ${vorname}`, `#${patientennummer}`].some((text) =>
      plain(text).startsWith(wanted),
    ),
  );
  const sound = wanted === 'brant' ? persons.filter(({ familienname }) => familienname === 'Brandt') : [];
  const total = exact.length + sound.length;
  return { exact: exact.slice(0, limit), soundAlike: sound.slice(0, limit), total, tookMs: 2.6 };
}
