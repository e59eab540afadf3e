import type { HomeApi, PersonApi } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';
import { personIdOf } from './invented-persons.ts';

/** Home and new persons of the fake safe: it remembers what was opened, has no tasks, and enters nobody. */
export function fakeHome(world: FakeWorld): HomeApi & PersonApi {
  let isSpellChecked = false;
  let opened: readonly string[] = [];
  const rowsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => world.persons.find(({ personId }) => personId === id) ?? []);
  return {
    home: async () =>
      ok({
        recent: rowsOf(opened),
        today: [],
        tasks: [],
        recoveries: [],
        firstSteps: { isDismissed: true, persons: world.persons.length, devices: 1 },
      }),
    noteOpened: async (personId) => {
      opened = [personId, ...opened.filter((known) => known !== personId)];
    },
    dismissFirstSteps: async () => undefined,
    writingAids: async () => ({ isSpellChecked }),
    setSpellCheck: async (isOn) => {
      isSpellChecked = isOn;
    },
    matchPerson: async () => [],
    isKnownElsewhere: async () => false,
    createPerson: async () => ok({ personId: personIdOf(0), saved: true }),
  };
}
