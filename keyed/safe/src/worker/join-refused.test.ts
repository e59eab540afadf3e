import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { EintragView, EintragWish } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { Fetch } from '../server/server-request.ts';

type Value = Readonly<Record<string, unknown>>;

let world: ServiceWorld;
let desk: SafeApi;
let far: SafeApi;
let personId: string;
/** Whether what the desk writes reaches the server. */
let hasLine = true;

/** While it is set, what the desk follows arrives between the refusal of its own change and the news of that refusal. */
let crossing: Readonly<Record<'asked' | 'refused' | 'followed', PromiseWithResolvers<void>>> | undefined;

const line: Fetch = async (url, init) => {
  const isAppend = url.endsWith('/append');
  if (isAppend && !hasLine) throw new TypeError('no line');
  if (crossing === undefined) return fetch(url, init);
  if (isAppend) {
    const answer = await fetch(url, init);
    crossing.refused.resolve();
    await crossing.followed.promise;
    return answer;
  }
  if (url.includes('/journal?')) {
    crossing.asked.resolve();
    await crossing.refused.promise;
  }
  return fetch(url, init);
};

beforeAll(async () => {
  world = await ServiceWorld.start();
  ({ personId } = world);
  desk = await world.arrive('desk', line);
  far = await world.arrive('far');
}, 60_000);

beforeEach(() => {
  hasLine = true;
  crossing = undefined;
});

afterAll(() => world.end());

async function rowOf(service: SafeApi, recordId: string): Promise<EintragView> {
  await service.sendWaiting();
  const { eintraege } = must(await service.openPerson(personId));
  const row = eintraege.find((eintrag) => eintrag.recordId === recordId);
  if (row === undefined) throw new Error('no such row');
  return row;
}

const valueOf = async (service: SafeApi, recordId: string) => (await rowOf(service, recordId)).value;

async function write(service: SafeApi, kind: EintragWish['kind'], value: Value, before?: EintragView) {
  const of = before === undefined ? {} : { recordId: before.recordId, base: before.head };
  return service.writeEintrag({ personId, kind, value, ...of });
}

/** A record of the desk that both have opened: as the desk shows it, and as far shows it. */
async function shownByBoth(kind: EintragWish['kind'], value: Value) {
  const { recordId } = must(await write(desk, kind, value));
  return { recordId, here: await rowOf(desk, recordId), there: await rowOf(far, recordId) };
}

const TASK = { behandlungstag: '2026-11-22', titel: 'Befund anfordern', dringlichkeit: 'normal' };
const NOTE = { behandlungstag: '2026-11-22', text: 'RR 150/90' };

test('[AT51] a task that somebody else changed meanwhile is joined when it is saved: other fields, no question', async () => {
  const { recordId, here, there } = await shownByBoth('task', TASK);
  must(await write(far, 'task', { ...TASK, faelligAm: '2026-12-01' }, there));
  must(await write(desk, 'task', { ...TASK, dringlichkeit: 'wichtig' }, here));
  // What is open follows from what is sealed (AU10).
  const joined = { ...TASK, faelligAm: '2026-12-01', dringlichkeit: 'wichtig', stand: 'offen' };
  expect(await valueOf(desk, recordId)).toEqual(joined);
});

test('[AT51] it is joined, too, when the other change has come to this device before its own was refused', async () => {
  const { recordId, here, there } = await shownByBoth('task', TASK);
  crossing = { asked: Promise.withResolvers(), refused: Promise.withResolvers(), followed: Promise.withResolvers() };
  must(await write(far, 'task', { ...TASK, faelligAm: '2026-12-01' }, there));
  const { followed } = crossing;
  void desk.sendWaiting().then(followed.resolve, followed.reject);
  await crossing.asked.promise;
  must(await write(desk, 'task', { ...TASK, dringlichkeit: 'wichtig' }, here));
  crossing = undefined;
  expect(await valueOf(desk, recordId)).toMatchObject({ faelligAm: '2026-12-01', dringlichkeit: 'wichtig' });
});

test('[AT51] a change of a task that waited without a line is joined when the line is back', async () => {
  const { recordId, here, there } = await shownByBoth('task', TASK);
  hasLine = false;
  expect(must(await write(desk, 'task', { ...TASK, dringlichkeit: 'wichtig' }, here)).saved).toBe(false);
  must(await write(far, 'task', { ...TASK, faelligAm: '2026-12-01' }, there));
  hasLine = true;
  const joined = { ...TASK, faelligAm: '2026-12-01', dringlichkeit: 'wichtig', stand: 'offen' };
  await expect.poll(() => valueOf(desk, recordId)).toEqual(joined);
  await expect.poll(() => valueOf(far, recordId)).toEqual(joined);
  expect(await desk.waitingEntries()).toEqual([]);
  const { versions } = must(await desk.recordHistory(recordId));
  expect(versions.map(({ changes }) => changes.map(({ field }) => field)).slice(1)).toEqual([
    ['faelligAm'],
    ['dringlichkeit'],
  ]);
});

test('[AT51] Stammdaten that waited without a line are joined the same way', async () => {
  const shown = must(await desk.openPerson(personId));
  const other = must(await far.openPerson(personId));
  const value = shown.stammdaten as Value;
  hasLine = false;
  must(await desk.writePerson({ personId, base: shown.head, value: { ...value, telefon: '030 1' } as never }));
  must(await far.writePerson({ personId, base: other.head, value: { ...value, ort: 'Potsdam' } as never }));
  hasLine = true;
  await desk.sendWaiting();
  await expect
    .poll(async () => must(await desk.openPerson(personId)).stammdaten)
    .toMatchObject({ ort: 'Potsdam', telefon: '030 1' });
  expect(await desk.waitingEntries()).toEqual([]);
});

test('[AT51] [AT52] the same field of a task stays with both wordings until a human has chosen', async () => {
  const { recordId, here, there } = await shownByBoth('task', TASK);
  hasLine = false;
  must(await write(desk, 'task', { ...TASK, titel: 'Befund holen' }, here));
  must(await write(far, 'task', { ...TASK, titel: 'Befund erbitten' }, there));
  hasLine = true;
  await desk.sendWaiting();
  expect(await valueOf(far, recordId)).toMatchObject({ titel: 'Befund erbitten' });
  expect(await desk.waitingEntries()).toMatchObject([
    { recordId, state: 'conflict', code: 'ENTRY_STALE', summary: 'Befund holen' },
  ]);
  await desk.dropRefused(recordId);
});

test('[AT51] clinical text that waited is never joined, not even with another field', async () => {
  const { recordId, here, there } = await shownByBoth('note', NOTE);
  hasLine = false;
  must(await write(desk, 'note', { ...NOTE, uhrzeit: '10:00' }, here));
  must(await write(far, 'note', { ...NOTE, text: 'RR 140/90' }, there));
  hasLine = true;
  await desk.sendWaiting();
  expect(await valueOf(far, recordId)).toEqual({ ...NOTE, text: 'RR 140/90' });
  expect(await desk.waitingEntries()).toMatchObject([{ recordId, state: 'conflict', code: 'ENTRY_STALE' }]);
  await desk.dropRefused(recordId);
});

test('[AT50] what waits here does not go over what came in between when it is changed once more', async () => {
  const { recordId, here, there } = await shownByBoth('note', NOTE);
  hasLine = false;
  must(await write(desk, 'note', { ...NOTE, text: 'meins' }, here));
  const mine = must(await desk.openPerson(personId)).eintraege.find(
    (row) => row.recordId === recordId && row.state === 'queued',
  );
  must(await write(far, 'note', { ...NOTE, text: 'deren' }, there));
  await desk.sendWaiting();
  expect(await write(desk, 'note', { ...NOTE, text: 'meins, besser' }, mine)).toMatchObject({
    error: { code: 'ENTRY_STALE' },
  });
  hasLine = true;
  await desk.sendWaiting();
  expect(await valueOf(far, recordId)).toMatchObject({ text: 'deren' });
  await desk.dropRefused(recordId);
});
