import { addDays, finding } from '@siegel/akten';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { TaskFields, TasksView } from '../channel/task-api.ts';
import { localDay } from '../channel/local-day.ts';
import { readOpen } from '../journal/read-open.ts';
import { massReads } from '../log/mass-reads.ts';

const TODAY = localDay(Date.now());

let world: ServiceWorld;
let desk: SafeApi;
let colleague: SafeApi;
const line = new CutLine();
let workplace: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  colleague = await world.arrive('colleague');
  must(await desk.beginCalendar('de'));
  workplace = must(await desk.calendar()).resources.find(({ kind }) => kind === 'workplace')?.resourceId ?? '';
}, 60_000);
afterAll(() => world.end());

const viewOf = async (service: SafeApi) => must(await service.tasksView());
const rowOf = ({ tasks }: TasksView, recordId: string) => tasks.find((row) => row.recordId === recordId);
const add = async (title: string, over: TaskFields & { personId?: string; fromRecord?: string } = {}) =>
  must(await desk.addTask({ title, ...over })).records[0]!.recordId;

async function deliveries(): Promise<readonly string[]> {
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  return Array.from({ length: columns.size }, (_, seq) => seq).flatMap((seq) => {
    if (columns.kindAt(seq) !== WIRE_KINDS.delivery) return [];
    const open = readOpen(columns.openAt(seq)) ?? {};
    return [`${open['purpose'] as string} ${(open['akten'] as unknown[] | undefined)?.length ?? 0}`];
  });
}

test('[K4] [AU1] [AU3] [AU11] [AU12] a task of a person and one of the house are on the other workplace; one delivery for all', async () => {
  const { ownUser, addressees } = await viewOf(desk);
  expect(addressees.map(({ kind, name }) => `${kind} ${name}`)).toContain('workplace Labor und MFA');
  const ofPerson = await add('Befund anfordern', { personId: world.personId, assignees: [ownUser], isUrgent: true });
  const ofHouse = await add('Papier bestellen', { assignees: [workplace], dueDay: TODAY, text: 'A4, 80 g' });
  const before = await deliveries();
  await colleague.sendWaiting();
  const view = await viewOf(colleague);
  expect(rowOf(view, ofPerson)).toMatchObject({
    title: 'Befund anfordern',
    person: { familienname: 'Brandt' },
    assignees: [ownUser],
    isUrgent: true,
  });
  expect(rowOf(view, ofHouse)).toMatchObject({ title: 'Papier bestellen', text: 'A4, 80 g', assignees: [workplace] });
  expect(rowOf(view, ofHouse)?.personId).toBeUndefined();
  expect(view.closed).toBe(0);
  await colleague.tasksView();
  expect((await deliveries()).slice(before.length).filter((line) => line.startsWith('desk'))).toEqual(['desk 2']);
  // Whoever was handed nothing but open tasks works, and does not read on a large scale (AU12).
  expect(await massReads(world.practice.desk, new Map())).toEqual([]);
});

test('[AU10] [AU20] the server reads of a task that it is open, and nothing else', async () => {
  const { desk: safe } = world.practice;
  must(await safe.sync());
  const { columns } = safe.follower;
  const open = Array.from({ length: columns.size }, (_, seq) => seq).flatMap((seq) =>
    [72, WIRE_KINDS.houseTask as number].includes(columns.kindAt(seq) ?? 0) ? [readOpen(columns.openAt(seq))] : [],
  );
  expect(open).toEqual([{ stand: 'offen' }, { stand: 'offen' }]);
});

test('[AU4] [AU32] what is done at one workplace leaves the list of the other by itself, and stands in what was done', async () => {
  const recordId = await add('Rückruf Frau Pohl', { personId: world.personId });
  await colleague.sendWaiting();
  await viewOf(colleague);
  const seen: TasksView[] = [];
  const stop = colleague.watchTasks((view) => seen.push(view));
  must(await desk.finishTask(recordId));
  world.pushHead();
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0), 5_000);
  stop();
  expect(rowOf(seen.at(-1)!, recordId)).toBeUndefined();
  const [done] = must(await colleague.doneTasks());
  expect(done).toMatchObject({ recordId, state: 'erledigt', doneBy: hexOf(world.practice.desk.given.user) });
  expect(Math.abs((done?.doneAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('[AU5] [AU6] done, one that repeats comes again; taken back, it stands as it stood and the next one is gone', async () => {
  const recordId = await add('Kühlschrank ablesen', { dueDay: TODAY, repeat: { alle: 1, einheit: 'tag' } });
  const titled = async () => (await viewOf(desk)).tasks.filter(({ title }) => title === 'Kühlschrank ablesen');
  const done = must(await desk.finishTask(recordId));
  expect((await titled()).map(({ dueDay, repeat }) => ({ dueDay, repeat }))).toEqual([
    { dueDay: addDays(TODAY, 1), repeat: { alle: 1, einheit: 'tag' } },
  ]);
  must(await desk.undoTasks(done));
  expect((await titled()).map(({ recordId: id, dueDay }) => ({ id, dueDay }))).toEqual([
    { id: recordId, dueDay: TODAY },
  ]);
  const moved = must(await desk.changeTask(recordId, { dueDay: null, title: 'Kühlschrank' }));
  expect((await viewOf(desk)).tasks.find(({ title }) => title === 'Kühlschrank')?.dueDay).toBeUndefined();
  await colleague.sendWaiting();
  must(await colleague.changeTask(recordId, { isUrgent: true }));
  await desk.sendWaiting();
  expect(await desk.undoTasks(moved)).toMatchObject({ ok: false, error: { code: 'TASK_CHANGED' } });
  expect(await desk.addTask({ title: '  ' })).toMatchObject({ ok: false, error: { code: 'TASK_TITLE_MISSING' } });
});

test('[AU2] a task made from an Eintrag lies in its Akte and leads back to it', async () => {
  const { records, directory } = world.practice.desk;
  const from = records.recordsOfAkte(world.practice.akte).find(({ newest }) => newest.body.kind === finding.code)!
    .newest.body.record;
  const recordId = await add('Kontrolle in 14 Tagen', { personId: world.personId, fromRecord: hexOf(from) });
  expect(rowOf(await viewOf(desk), recordId)).toMatchObject({ fromRecord: hexOf(from) });
  must(await world.practice.desk.sync());
  const task = records.recordOf(Buffer.from(recordId, 'hex') as never)!.newest.body;
  expect(directory.personOfAkte(task.akte)).toBe(world.personId);
  expect(task.akte).toEqual(world.practice.akte);
});

test('[AU8] [K4] a task for a unit is found by whoever is placed in it or under it today, and by nobody when that ends', async () => {
  const unit = must(await desk.addUnit(undefined, { name: 'Praxisteam' })).records[0]!.recordId;
  const under = must(await desk.addUnit(unit, { name: 'Labor' })).records[0]!.recordId;
  const recordId = await add('Proben wegbringen', { assignees: [unit] });
  // Nobody is placed there: it waits among those of nobody.
  expect(rowOf(await viewOf(desk), recordId)).toMatchObject({ isFree: true, assignees: [unit] });
  expect((await viewOf(desk)).addressees.filter(({ kind }) => kind === 'unit').map(({ name }) => name)).toEqual([
    'Praxisteam',
    'Labor',
  ]);
  await colleague.sendWaiting();
  expect((await viewOf(colleague)).ownUnits).toEqual([]);
  const seen: TasksView[] = [];
  const stop = colleague.watchTasks((view) => seen.push(view));
  const { ownUser } = await viewOf(desk);
  const place = { unitId: under, userId: ownUser, function: '', from: '2026-01-01', until: undefined, leads: false };
  const placed = must(await desk.placePerson(place));
  world.pushHead();
  await vi.waitFor(() => expect(seen.at(-1)?.ownUnits).toEqual([unit, under]), 5_000);
  stop();
  expect(rowOf(seen.at(-1)!, recordId)?.isFree).toBe(false);
  const until = addDays(TODAY, -1);
  must(await desk.changePlacement(placed.records[0]!.recordId, { ...place, until }));
  expect(await viewOf(desk)).toMatchObject({ ownUnits: [] });
  expect(rowOf(await viewOf(desk), recordId)?.isFree).toBe(true);
});

test('[AU7] without a line a task waits, says so, and is sent afterwards', async () => {
  line.isCut = true;
  const sent = await desk.addTask({ title: 'Ohne Leitung geschrieben' });
  const waiting = must(sent).records[0]!.recordId;
  expect(must(sent).saved).toBe(false);
  expect(rowOf(await viewOf(desk), waiting)).toMatchObject({ waits: 'queued' });
  line.isCut = false;
  await desk.sendWaiting();
  expect(rowOf(await viewOf(desk), waiting)?.waits).toBeUndefined();
  await colleague.sendWaiting();
  expect(rowOf(await viewOf(colleague), waiting)).toMatchObject({ title: 'Ohne Leitung geschrieben' });
});
