import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { talkativeJpeg } from '../../test-support/pictures.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { EintragView } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';

let world: ServiceWorld;
let desk: SafeApi;
let ilse: string;
let otto: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  ilse = world.personId;
  otto = hexOf((await world.practice.addPerson('Lorenz', 'RR 120/80')).personId);
  desk = await world.arrive('desk');
  must(await desk.openPerson(ilse));
}, 60_000);
beforeEach(() => world.proxy.beHonest());
afterAll(() => world.end());

async function rows(personId: string): Promise<readonly EintragView[]> {
  return must(await desk.openPerson(personId)).eintraege;
}
const rowNamed = async (personId: string, recordId: string) =>
  (await rows(personId)).find((eintrag) => eintrag.recordId === recordId);
async function written(text: string): Promise<EintragView> {
  const value = { behandlungstag: '2026-11-22', text, rubrik: 'therapie' };
  const { recordId } = must(await desk.writeEintrag({ personId: ilse, kind: 'note', value }));
  return (await rowNamed(ilse, recordId)) as EintragView;
}
const moveToOtto = ({ recordId, head: base }: EintragView) => desk.moveEintrag({ recordId, base, toPersonId: otto });

test('[AT40, AT41, AT43] [K2] moves an Eintrag to the right person in one batch, and leaves it in the history', async () => {
  const eintrag = await written('gehört zu Herrn Lorenz');
  world.proxy.beHonest();
  const { recordId } = must(await moveToOtto(eintrag));
  expect(world.proxy.asked.filter(({ path }) => path === 'append')).toHaveLength(1);
  expect(await rowNamed(ilse, eintrag.recordId)).toBeUndefined();
  expect(await rowNamed(otto, recordId)).toMatchObject({
    summary: 'gehört zu Herrn Lorenz',
    kuerzel: 'THE',
    behandlungstag: '2026-11-22',
  });
  const { versions } = must(await desk.recordHistory(eintrag.recordId));
  expect(versions.at(-1)?.changes.map(({ field }) => field)).toEqual(['movedTo']);
});

test('[AT42] takes a move back with what was changed meanwhile', async () => {
  const eintrag = await written('erst hier');
  const { recordId } = must(await moveToOtto(eintrag));
  const copy = (await rowNamed(otto, recordId)) as EintragView;
  const value = { ...(copy.value as object), text: 'dann dort' };
  must(await desk.writeEintrag({ personId: otto, recordId, base: copy.head, kind: 'note', value }));
  expect(must(await desk.takeMoveBack(recordId))).toEqual({ recordId: eintrag.recordId, saved: true });
  expect(await rowNamed(otto, recordId)).toBeUndefined();
  expect(await rowNamed(ilse, eintrag.recordId)).toMatchObject({ summary: 'dann dort' });
  expect(await desk.takeMoveBack(recordId)).toEqual({ ok: false, error: { code: 'MOVE_TARGET_WRONG' } });
});

test('[AT41] moves a file sealed anew, and back to the one it was', async () => {
  const attached = must(
    await desk.attachFile({
      transferId: 'a',
      personId: ilse,
      file: new Blob([talkativeJpeg() as Uint8Array<ArrayBuffer>]),
      name: 'Wunde.jpg',
      behandlungstag: '2026-11-22',
    }),
  );
  const eintrag = (await rowNamed(ilse, attached.recordId)) as EintragView;
  const { recordId } = must(await moveToOtto(eintrag));
  const copy = (await rowNamed(otto, recordId)) as EintragView;
  const of = ({ value }: EintragView) => value as Readonly<Record<string, unknown>>;
  expect(of(copy)['dateischluessel']).not.toEqual(of(eintrag)['dateischluessel']);
  const open = async (id: string) => must(await desk.openFile({ transferId: 'o', recordId: id })).file.size;
  const size = await open(recordId);
  must(await desk.takeMoveBack(recordId));
  const back = (await rowNamed(ilse, eintrag.recordId)) as EintragView;
  expect(of(back)['blobIds']).toEqual(of(eintrag)['blobIds']);
  expect(await open(eintrag.recordId)).toBe(size);
});

test('[AT40] refuses the same person, a version nobody saw, and a move without a line', async () => {
  const eintrag = await written('bleibt');
  const { recordId, head: base } = eintrag;
  const code = async (moved: ReturnType<SafeApi['moveEintrag']>) => {
    const answer = await moved;
    return answer.ok ? 'OK' : answer.error.code;
  };
  expect(await code(desk.moveEintrag({ recordId, base, toPersonId: ilse }))).toBe('MOVE_TARGET_WRONG');
  expect(await code(desk.moveEintrag({ recordId, base, toPersonId: 'ab'.repeat(16) }))).toBe('MOVE_TARGET_WRONG');
  must(
    await desk.writeEintrag({
      personId: ilse,
      recordId,
      base,
      kind: 'note',
      value: { behandlungstag: '2026-11-22', text: 'neuer' },
    }),
  );
  expect(await code(moveToOtto(eintrag))).toBe('ENTRY_STALE');
  expect(await rowNamed(ilse, recordId)).toMatchObject({ summary: 'neuer' });
});

test('[AT40] does neither half when the server refuses the batch', async () => {
  const eintrag = await written('bleibt hier');
  world.proxy.lie = (asked, honest) =>
    asked.path === 'append'
      ? { status: 409, headers: {}, body: Buffer.from('{"code":"ENTRY_STALE","de":"","en":""}') }
      : honest();
  expect((await moveToOtto(eintrag)).ok).toBe(false);
  world.proxy.beHonest();
  expect(await rowNamed(ilse, eintrag.recordId)).toMatchObject({ summary: 'bleibt hier', state: 'saved' });
  expect((await rows(otto)).filter(({ summary }) => summary === 'bleibt hier')).toEqual([]);
});
