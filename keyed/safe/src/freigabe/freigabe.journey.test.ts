import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { EintragView } from '../channel/akte-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { createSafeService } from '../worker/safe-service.ts';
import { changeColleague } from '../people/change-colleague.ts';

const DAY = '2026-11-22';

let world: ServiceWorld;
let desk: SafeApi;
const line = new CutLine();
let personId: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk', line.fetch);
  ({ personId } = world);
  must(await desk.openPerson(personId));
}, 60_000);
afterAll(() => world.end());

async function rowOf(recordId: string, service = desk): Promise<EintragView> {
  const { eintraege } = must(await service.openPerson(personId));
  const row = eintraege.find((eintrag) => eintrag.recordId === recordId);
  if (row === undefined) throw new Error('not in the Akte');
  return row;
}

async function aNote(text: string): Promise<string> {
  const value = { behandlungstag: DAY, text };
  return must(await desk.writeEintrag({ personId, kind: 'note', value })).recordId;
}

async function change(recordId: string, text: string, head?: string) {
  const base = head ?? (await rowOf(recordId)).head;
  return desk.writeEintrag({ personId, recordId, kind: 'note', value: { behandlungstag: DAY, text }, base });
}

async function seenOf(...recordIds: readonly string[]) {
  const seen = [];
  for (const recordId of recordIds) seen.push({ recordId, head: (await rowOf(recordId)).head });
  return seen;
}

const listed = async (service = desk) => must(await service.freigabeList()).items.map(({ recordId }) => recordId);

test('[F1] [FG11] [FG13] presented, listed, returned with a sealed comment, presented again, withdrawn', async () => {
  const recordId = await aNote('Kontrolle in vier Wochen');
  expect((await rowOf(recordId)).freigabe).toEqual({ state: 'draft' });
  must(await desk.presentEintraege(await seenOf(recordId), 'Bitte heute noch'));
  expect(must(await desk.freigabeList()).items).toMatchObject([
    { recordId, personId, personName: 'Brandt, Ilse', kind: 'note', freigabe: { by: { comment: 'Bitte heute noch' } } },
  ]);
  must(await desk.returnEintrag((await seenOf(recordId))[0]!, 'Dosis fehlt'));
  const { freigabe } = await rowOf(recordId);
  expect(freigabe).toMatchObject({ state: 'returned', by: { who: 'Dr. Jana Lindner', comment: 'Dosis fehlt' } });
  expect(await listed()).toEqual([]);
  must(await desk.presentEintraege(await seenOf(recordId), ''));
  must(await desk.withdrawPresentation(recordId));
  expect((await rowOf(recordId)).freigabe).toEqual({ state: 'draft' });
  expect(await listed()).toEqual([]);
});

test('[FG2] [FG14] [F3] several are released in one batch with what the person may see; nobody signs what was changed', async () => {
  const [one, two] = [await aNote('erste'), await aNote('zweite')];
  const seen = await seenOf(one, two);
  must(await change(two, 'zweite, ergaenzt'));
  expect(await desk.releaseEintraege(seen)).toEqual({ ok: false, error: { code: 'FREIGABE_STALE' } });
  expect((await rowOf(one)).freigabe?.state).toBe('draft');
  const at = Date.UTC(2026, 11, 1);
  must(await desk.releaseEintraege(await seenOf(one, two), { when: 'atDate', atMs: at }));
  for (const recordId of [one, two])
    expect((await rowOf(recordId)).freigabe).toMatchObject({
      state: 'released',
      by: { who: 'Dr. Jana Lindner' },
      forPerson: { when: 'atDate', atMs: at },
      refusal: 'FREIGABE_DONE',
    });
  must(await desk.releaseToPerson([one], { when: 'never' }));
  expect((await rowOf(one)).freigabe?.forPerson).toMatchObject({ when: 'never', isTakenBack: true, isOpen: false });
});

test('[F3] [FG35] [FG36] [FG37] [FG41] several get a word at once or none does; the list holds what waits and what was decided', async () => {
  const [one, two, draft] = [await aNote('Befund gut'), await aNote('Befund unklar'), await aNote('Entwurf')];
  must(await desk.releaseEintraege(await seenOf(one, two)));
  expect(await desk.releaseToPerson([one, draft], { when: 'now' })).toMatchObject({
    error: { code: 'FREIGABE_MISSING' },
  });
  for (const wish of [{ when: 'atDate' }, { when: 'now', atMs: 5 }] as const)
    expect(await desk.releaseToPerson([one], wish)).toMatchObject({ error: { code: 'FREIGABE_RULE' } });
  expect((await rowOf(one)).freigabe).not.toHaveProperty('forPerson');
  const atMs = Date.now() + 86_400_000;
  must(await desk.releaseToPerson([one, two], { when: 'atDate', atMs }));
  for (const recordId of [one, two])
    expect((await rowOf(recordId)).freigabe?.forPerson).toMatchObject({ when: 'atDate', atMs, isOpen: false });
  must(await desk.releaseToPerson([one], { when: 'atDate', atMs: Date.now() - 60_000 }));
  expect((await rowOf(one)).freigabe?.forPerson).toMatchObject({ isOpen: true, said: { who: 'Dr. Jana Lindner' } });
  must(await desk.releaseToPerson([two], { when: 'afterTalk' }));
  const { forPerson } = must(await desk.freigabeList());
  expect(forPerson.slice(0, 2)).toMatchObject([
    { recordId: two, geburtsdatum: '1951-03-14', freigabe: { forPerson: { when: 'afterTalk', isOpen: false } } },
    { recordId: one, freigabe: { forPerson: { isOpen: true } } },
  ]);
  line.isCut = true;
  expect(await desk.releaseToPerson([one], { when: 'never' })).toMatchObject({ error: { code: 'OFFLINE' } });
  line.isCut = false;
  expect(await desk.waitingEntries()).toEqual([]);
  await desk.sendWaiting();
});

test('[FG39] what was returned is listed until it is changed', async () => {
  const recordId = await aNote('Dosis fehlt');
  must(await desk.presentEintraege(await seenOf(recordId), ''));
  expect(must(await desk.freigabeList()).items).toMatchObject([{ recordId, isMine: true, author: 'Dr. Jana Lindner' }]);
  must(await desk.returnEintrag((await seenOf(recordId))[0]!, 'Bitte ergänzen'));
  const returned = async () => must(await desk.freigabeList()).returned.map((item) => item.recordId);
  expect(await returned()).toContain(recordId);
  must(await change(recordId, 'Dosis 5 mg'));
  expect(await returned()).not.toContain(recordId);
});

test('[FG12] a change of a released Eintrag becomes a Nachtrag under it, also one that waited without a line', async () => {
  const [here, away] = [await aNote('RR 140/80'), await aNote('Gewicht 70 kg')];
  const before = (await rowOf(here)).head;
  const awayHead = (await rowOf(away)).head;
  const colleague = await world.arrive('colleague');
  must(await colleague.openPerson(personId));
  line.isCut = true;
  const waiting = must(await change(away, 'Gewicht 72 kg', awayHead));
  expect(waiting.saved).toBe(false);
  const seen = [
    { recordId: here, head: before },
    { recordId: away, head: awayHead },
  ];
  must(await colleague.releaseEintraege(seen));
  line.isCut = false;
  const written = must(await change(here, 'RR 130/80', before));
  expect(written).toMatchObject({ saved: true, isNachtrag: true });
  expect(await rowOf(written.recordId)).toMatchObject({ kind: 'nachtrag', targetId: here, summary: 'RR 130/80' });
  expect((await rowOf(here)).summary).toBe('RR 140/80');
  await desk.sendWaiting();
  await vi.waitFor(async () => {
    const { eintraege } = must(await desk.openPerson(personId));
    const [nachtrag] = eintraege.filter(({ targetId }) => targetId === away);
    expect(nachtrag).toMatchObject({ kind: 'nachtrag', summary: 'Gewicht 72 kg', freigabe: { state: 'draft' } });
  });
  expect((await rowOf(away)).summary).toBe('Gewicht 70 kg');
  expect(await desk.waitingEntries()).toEqual([]);
});

test('[FG8] a Nachtrag is written under a released Eintrag only, and released itself', async () => {
  const recordId = await aNote('Impfung besprochen');
  const draft = { targetId: recordId, day: DAY, text: 'Aufklärung war am 20.11.' };
  expect(await desk.writeNachtrag(draft)).toEqual({ ok: false, error: { code: 'NACHTRAG_TARGET_WRONG' } });
  must(await desk.releaseEintraege(await seenOf(recordId)));
  const { recordId: added } = must(await desk.writeNachtrag(draft));
  must(await desk.releaseEintraege(await seenOf(added)));
  expect((await rowOf(added)).freigabe?.state).toBe('released');
});

test('[FG7] a released Eintrag is not moved', async () => {
  const recordId = await aNote('falsche Person');
  must(await desk.releaseEintraege(await seenOf(recordId)));
  const other = await world.practice.addPerson('Ziegler', 'x');
  const wish = { recordId, base: (await rowOf(recordId)).head, toPersonId: hexOf(other.personId) };
  expect(await desk.moveEintrag(wish)).toEqual({ ok: false, error: { code: 'MOVE_RELEASED' } });
});

test('[FG15] nothing is released, presented or returned without a line, and nothing of it waits', async () => {
  const recordId = await aNote('ohne Leitung');
  const [seen] = await seenOf(recordId);
  line.isCut = true;
  for (const act of [desk.releaseEintraege([seen!]), desk.presentEintraege([seen!], ''), desk.returnEintrag(seen!, '')])
    expect(await act).toEqual({ ok: false, error: { code: 'OFFLINE' } });
  line.isCut = false;
  expect(await desk.waitingEntries()).toEqual([]);
  await desk.sendWaiting();
  expect((await rowOf(recordId)).freigabe).toEqual({ state: 'draft' });
});

test('[FG4] [FG5] two responsible: the second of two different people makes it released', async () => {
  const rights = ['read-records', 'write-records', 'freigeben'];
  const { recoveryCode } = await admitSecondUser(world.practice, { account: 'weiss', name: 'Dr. Nora Weiß' });
  const safe = world.practice.desk;
  const { membership, head } = safe.follower;
  const weiss = membership.usersAt(head.size).find(({ user }) => hexOf(user) !== hexOf(safe.given.user))!;
  const wish = { name: 'Dr. Nora Weiß', profession: 'Ärztin', rights, sites: weiss.sites };
  must(await changeColleague(safe, weiss.user, wish as never));
  must(await desk.changeFreigabeRules({ responsible: 'two' }));
  expect(must(await desk.freigabeRules())).toEqual({ responsible: 'two', isOwnAllowed: true, isForced: false });
  const recordId = await aNote('zu zweit');
  must(await desk.releaseEintraege(await seenOf(recordId), { when: 'now' }));
  expect((await rowOf(recordId)).freigabe).toMatchObject({ state: 'presented', refusal: 'FREIGABE_SAME_USER' });
  expect(await desk.releaseEintraege(await seenOf(recordId))).toMatchObject({ error: { code: 'FREIGABE_SAME_USER' } });
  const second = createSafeService({
    origin: world.proxy.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => world.practice.pagesIn(`second-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  must(await second.signInWithSlot({ account: 'weiss', password: PASSWORD }, { recoveryCode }));
  expect(await listed(second)).toEqual([recordId]);
  const seen = [{ recordId, head: (await rowOf(recordId, second)).head }];
  must(await second.releaseEintraege(seen, { when: 'afterTalk' }));
  await second.signOut();
  // Whoever comes in now knows the name of the new colleague.
  const reader = await world.arrive('reader');
  expect((await rowOf(recordId, reader)).freigabe).toMatchObject({
    state: 'released',
    by: { who: 'Dr. Nora Weiß' },
    first: { who: 'Dr. Jana Lindner' },
    forPerson: { when: 'afterTalk' },
  });
  await desk.sendWaiting();
  must(await desk.changeFreigabeRules({ responsible: 'one' }));
}, 60_000);

test('[F2] [FG31] [FG32] forced: server and client hand out for an export only what is released, and say how many stayed', async () => {
  const released = await aNote('geht hinaus');
  await aNote('bleibt im Haus');
  must(await desk.releaseEintraege(await seenOf(released)));
  const open = must(await desk.exportAkten({ personId }));
  expect(open.withheld).toBe(0);
  must(await desk.changeFreigabeRules({ isForced: true }));
  const forced = must(await desk.exportAkten({ personId }));
  expect(forced.withheld).toBeGreaterThan(0);
  expect(forced.eintraege + forced.withheld).toBe(open.eintraege);
  expect(forced.unreadable).toBe(0);
  const text = await forced.archive!.text();
  expect(text).not.toContain('bleibt im Haus');
  expect(open.archive).toBeDefined();
  // A device without anything of the Akte: what does not come from the server is not there.
  const fresh = await world.practice.enter('fresh-export');
  const entries = must(await fresh.openPerson(personId, 'export'));
  const texts = entries.map(({ opened }) =>
    'value' in opened ? (opened.value as { text?: string }).text : opened.unreadable,
  );
  expect(texts).toContain('geht hinaus');
  expect(texts).not.toContain('bleibt im Haus');
  expect(texts).toContain('CONTENT_WITHHELD');
  must(await desk.changeFreigabeRules({ isForced: false }));
});
