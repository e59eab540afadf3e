import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ILSE, must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { EintragView } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';

let world: ServiceWorld;
let desk: SafeApi;
let far: SafeApi;
let personId: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  ({ personId } = world);
  desk = await world.arrive('desk');
  far = await world.arrive('far');
  for (const service of [desk, far]) must(await service.openPerson(personId));
}, 60_000);
beforeEach(() => world.proxy.beHonest());
afterAll(() => world.end());

const note = (text: string) => ({ behandlungstag: '2026-11-22', text });
/** Requests for all versions; what a device fetches by itself for today asks for the newest. */
const akten = () =>
  world.proxy.askedFor('akten').filter(({ body }) => Buffer.from(body).includes('"history":true')).length;

async function rowOf(service: SafeApi, recordId: string): Promise<EintragView> {
  const view = must(await service.openPerson(personId));
  const row = view.eintraege.find((eintrag) => eintrag.recordId === recordId);
  if (row === undefined) throw new Error('no such row');
  return row;
}
async function write(service: SafeApi, text: string, before?: EintragView) {
  const of = before === undefined ? {} : { recordId: before.recordId, base: before.head };
  return service.writeEintrag({ personId, kind: 'note', value: note(text), ...of });
}

test('[AT1] [K2] tells who changed what and when, old and new, in one request', async () => {
  const { recordId } = must(await write(desk, 'RR 150/90'));
  must(await write(desk, 'RR 140/90', await rowOf(desk, recordId)));
  const first = must(await desk.recordHistory(recordId));
  expect(first.kind).toBe('note');
  expect(first.versions.map(({ changes }) => changes)).toEqual([
    [
      { field: 'text', after: 'RR 150/90' },
      { field: 'behandlungstag', after: '2026-11-22' },
    ],
    [{ field: 'text', before: 'RR 150/90', after: 'RR 140/90' }],
  ]);
  expect(first.versions.map(({ author }) => author)).toEqual(['Dr. Jana Lindner', 'Dr. Jana Lindner']);
  // Another device has only the newest version: it fetches all of them at once, and never again.
  far = await world.arrive('fresh');
  await rowOf(far, recordId);
  const before = akten();
  expect(must(await far.recordHistory(recordId)).versions).toEqual(first.versions);
  must(await far.recordHistory(recordId));
  expect(akten() - before).toBe(1);
});

test('[AT2] takes an older version up again as a new one', async () => {
  const { recordId } = must(await write(desk, 'eins'));
  must(await write(desk, 'zwei', await rowOf(desk, recordId)));
  const [first] = must(await desk.recordHistory(recordId)).versions;
  const { head } = await rowOf(desk, recordId);
  must(
    await desk.writeEintrag({ personId, recordId, base: head, kind: 'note', value: first?.value as object as never }),
  );
  expect(await rowOf(desk, recordId)).toMatchObject({ summary: 'eins', versions: 3 });
  expect(must(await desk.recordHistory(recordId)).versions).toHaveLength(3);
});

test('[AT3] names a version that was withheld, and goes on with those around it', async () => {
  const { recordId } = must(await write(desk, 'eins'));
  must(await write(desk, 'zwei', await rowOf(desk, recordId)));
  must(await write(desk, 'drei', await rowOf(desk, recordId)));
  const stranger = await world.arrive('stranger');
  must(await stranger.openPerson(personId));
  // The server answers without the history it was asked for.
  world.proxy.lie = (asked, honest) =>
    asked.path === 'akten'
      ? honest({ body: Buffer.from(Buffer.from(asked.body).toString().replace('"history":true', '"history":false')) })
      : honest();
  const { versions } = must(await stranger.recordHistory(recordId));
  expect(versions.map(({ value }) => value)).toEqual([
    { unreadable: 'CONTENT_WITHHELD' },
    { unreadable: 'CONTENT_WITHHELD' },
    note('drei'),
  ]);
});

test('[AT50] writes nothing over a version the page has not shown', async () => {
  const { recordId } = must(await write(desk, 'eins'));
  const shown = await rowOf(desk, recordId);
  world.pushHead();
  await expect
    .poll(async () =>
      rowOf(far, recordId).then(
        ({ summary }) => summary,
        () => '',
      ),
    )
    .toBe('eins');
  must(await write(far, 'von nebenan', await rowOf(far, recordId)));
  world.pushHead();
  await expect.poll(async () => (await rowOf(desk, recordId)).summary).toBe('von nebenan');
  expect(await write(desk, 'meins', shown)).toEqual({ ok: false, error: { code: 'ENTRY_STALE' } });
  expect((await rowOf(desk, recordId)).summary).toBe('von nebenan');
  must(await write(desk, 'beides', await rowOf(desk, recordId)));
  expect(await rowOf(desk, recordId)).toMatchObject({ summary: 'beides', versions: 3 });
});

test('[AT51] joins changes of different Stammdaten, and gives back those of the same field', async () => {
  const shown = must(await desk.openPerson(personId));
  const other = must(await far.openPerson(personId));
  must(await far.writePerson({ personId, base: other.head, value: { ...ILSE, ort: 'Potsdam' } }));
  must(await desk.writePerson({ personId, base: shown.head, value: { ...ILSE, telefon: '030 1' } }));
  const joined = must(await desk.openPerson(personId));
  expect(joined.stammdaten).toEqual({ ...ILSE, ort: 'Potsdam', telefon: '030 1', caveVorhanden: true });
  expect(await desk.writePerson({ personId, base: shown.head, value: { ...ILSE, ort: 'Berlin' } })).toEqual({
    ok: false,
    error: { code: 'ENTRY_STALE' },
  });
  const { versions } = must(await desk.recordHistory(personId));
  expect(versions.map(({ changes }) => changes.map(({ field }) => field))).toEqual([
    expect.arrayContaining(['familienname', 'cave']),
    ['ort'],
    ['telefon'],
  ]);
});

test('[AT60] shows at once what is on the device, and asks the server behind it', async () => {
  must(await desk.openPerson(personId));
  await expect.poll(() => world.proxy.askedFor('akten').length).toBeGreaterThan(0);
  world.proxy.beHonest();
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  world.proxy.lie = async (asked, honest) => {
    if (asked.path === 'akten') await held;
    return honest();
  };
  expect(must(await desk.openPerson(personId)).eintraege.length).toBeGreaterThan(0);
  await expect.poll(() => world.proxy.askedFor('akten').length).toBeGreaterThan(0);
  letThrough();
});

test('[AT4] finds a person by a new name at once', async () => {
  const shown = must(await desk.openPerson(personId));
  const value = { ...(shown.stammdaten as object), familienname: 'Brandt-Lorenz' };
  must(await desk.writePerson({ personId, base: shown.head, value }));
  expect((await desk.search('brandt-lorenz', 5)).exact.map(({ familienname }) => familienname)).toEqual([
    'Brandt-Lorenz',
  ]);
});
