import type { OrgApi, OrgDone, UnitView } from '@siegel/safe';
import { localDay } from '@siegel/safe/channel';
import { ok } from '@siegel/wire';

const idOf = (n: number) => String(n).padStart(32, '0');
const DONE: OrgDone = { records: [] };

const place = (unit: number, n: number, name: string, what: string) => ({
  placementId: idOf(n + 80),
  unitId: idOf(unit),
  userId: idOf(n),
  name,
  function: what,
  from: '2024-05-01',
  leads: true,
  isOwn: n === 0,
});

const unit = (n: number, name: string, parent: number | undefined, people: UnitView['people']): UnitView => ({
  unitId: idOf(n),
  name,
  shortName: '',
  unitKind: 'Team',
  siteName: '',
  people,
  history: people,
  ...(parent !== undefined && { parentId: idOf(parent) }),
});

/** An invented org chart. Nothing in it changes. */
export function fakeOrg(nowMs: () => number): OrgApi {
  const units = [
    unit(70, 'Praxisleitung', undefined, [place(70, 0, 'Dr. Katrin Albers', 'Inhaberin')]),
    unit(71, 'Anmeldung', 70, [place(71, 2, 'Jana Böttcher', 'Erstkraft')]),
  ];
  const done = async () => ok(DONE);
  return {
    async orgView(day) {
      const today = localDay(nowMs());
      return ok({
        day: day ?? today,
        today,
        mayAdminister: true,
        organisation: 'Praxis am Lindenhof',
        profile: 'practice',
        units,
        own: [{ unit: 'Praxisleitung', function: 'Inhaberin', leads: true }],
        people: [{ userId: idOf(2), name: 'Jana Böttcher', profession: 'MFA' }],
        sites: [],
        unreadable: 0,
        isEmpty: false,
      });
    },
    addUnit: done,
    changeUnit: done,
    moveUnit: done,
    removeUnit: done,
    placePerson: done,
    changePlacement: done,
    transferPlacement: done,
    beginOrg: done,
    undoOrg: done,
  };
}
