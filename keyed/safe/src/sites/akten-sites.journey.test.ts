import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EintragKindName, nachtrag, type PlainRecord } from '@siegel/akten';
import { buildNextCaseKey, isUnreadable } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { decodeBody, type EntryPacket, equalBytes, fail, hexOf, type Id, type Result } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { must, Practice } from '../../test-support/practice.ts';
import { sealFreigabe } from '../freigabe/seal-freigabe.ts';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import { namedCaseKey } from '../renewal/named-case-key.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { downloadAttachment, uploadAttachment } from '../safe/attachments.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNextVersion } from '../safe/write-records.ts';
import { personView } from '../worker/person-view.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { addSite, setSiteOpen } from './change-sites.ts';
import { sealAkteMove } from './move-akte.ts';
import { aktenBySite } from './site-list.ts';
import { runSiteJob } from './site-job.ts';
import { openAkteAt, personsLeft, type SiteJob } from './site-job-scope.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
/** Belongs to both sites. */
let desk: Safe;
let main: Id;
let branch: Id;
/** Belongs to the old site alone. */
let nurse: Colleague;
/** Belongs to the new site alone. */
let north: Colleague;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-akten-sites-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
  main = practice.founded.founding.site;
  branch = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  nurse = await joinPractice(practice);
  north = await joinPractice(practice, { sites: [branch] });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const given = (safe: Safe, isStopped: () => boolean = () => false) => ({
  isStopped,
  follow: () => safe.sync(),
  pause: () => new Promise<void>((resolve) => setTimeout(resolve)),
  onProgress: () => undefined,
});

const moveOf = (persons: readonly string[] | undefined, over: Partial<SiteJob> = {}): SiteJob => ({
  does: 'move',
  from: main,
  to: branch,
  persons,
  releases: false,
  ...over,
});

async function textsOf(safe: Safe, person: Id): Promise<readonly string[]> {
  must(await safe.sync());
  const opened = must(await safe.openPerson(hexOf(person)));
  return opened.flatMap(({ opened: each }) =>
    isUnreadable(each) ? [each.unreadable] : [(each.value as { text?: string }).text ?? ''].filter(Boolean),
  );
}

/** What the Akte's page says of where the person has Akten. */
async function placesOf(safe: Safe, person: Id) {
  const personId = hexOf(person);
  must(await safe.loadIndex());
  const names = await openHouseNames(safe);
  const entries = must(await safe.openPerson(personId));
  const view = must(
    personView(safe, personId, { entries, pending: [], names, level: 'attributed', freigaben: new Map() }),
  );
  return { akten: view.akten.map(({ siteName }) => siteName), elsewhere: view.elsewhere };
}

async function write(
  safe: Safe,
  [person, site]: readonly [person: Id, site: Id],
  text: string,
  { kind = 'note', ...more }: { readonly kind?: EintragKindName; readonly [name: string]: unknown } = {},
) {
  const place = must(await akteAtSite(safe, hexOf(person), { site }));
  const value = { behandlungstag: '2026-11-22', text, ...more } as PlainRecord;
  const made = await sealEintrag(safe, { kind, value }, { akte: place.akte, site, key: place.key });
  must(await safe.write([...place.packets, made.packet]));
  must(await safe.sync());
  return made;
}

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

test('[F5] [BS7] [BS8] [BS9] [BS10] [BS14] an Akte moves: the new site reads and writes it, the old one gets nothing any more', async () => {
  const { personId, eintraege } = await practice.addPerson('Umzug', 'vor dem Umzug');
  must(await nurse.safe.sync());
  must(await nurse.safe.openPerson(hexOf(personId)));
  expect(await textsOf(north.safe, personId)).toEqual([]);
  const early = await sealEintrag(
    nurse.safe,
    { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'zu spät' } },
    { ...eintraege, key: must(await writingKey(nurse.safe, eintraege.akte)) },
  );
  expect(must(await runSiteJob(desk, moveOf([hexOf(personId)]), given(desk)))).toEqual({
    end: 'done',
    done: 1,
    stayed: [],
  });
  expect(await textsOf(desk, personId)).toEqual(['vor dem Umzug']);
  expect(await textsOf(north.safe, personId)).toEqual(['vor dem Umzug']);
  // Who belongs to the old site alone sees that it is gone on with elsewhere, and opens nothing.
  expect(await textsOf(nurse.safe, personId)).toEqual([]);
  const to = nurse.safe.directory.movedTo(eintraege.akte);
  expect(to?.site).toEqual(branch);
  const address = nurse.given.address;
  for (const akte of [eintraege.akte, to!.akte]) {
    const body = { akten: [hexOf(akte)], purpose: 'open' };
    expect(code(await fetchContent(address, { path: 'akten', body }, nurse.safe))).toBe('AKTE_UNKNOWN');
  }
  expect(nurse.safe.keys.caseKey(to!.akte)).toBeUndefined();
  expect(await nurse.safe.write([early.packet])).toMatchObject({ error: { code: 'AKTE_MOVED' } });
  // The new site goes on, and the author of what came along stays named.
  await write(north.safe, [personId, branch], 'im Norden');
  expect((await textsOf(desk, personId)).toSorted()).toEqual(['im Norden', 'vor dem Umzug']);
  const moved = must(await desk.openPerson(hexOf(personId))).find(
    ({ opened }) => !isUnreadable(opened) && (opened.value as { text?: string }).text === 'vor dem Umzug',
  );
  const value = moved === undefined || isUnreadable(moved.opened) ? {} : moved.opened.value;
  expect(value).toMatchObject({ movedFrom: { author: desk.given.user, person: personId } });
  expect(desk.renewals.isDue(eintraege.akte)).toBe(false);
  expect(await placesOf(nurse.safe, personId)).toEqual({ akten: [], elsewhere: ['Zweigstelle Nord'] });
  expect(await placesOf(north.safe, personId)).toEqual({ akten: ['Zweigstelle Nord'], elsewhere: [] });
  // The old site may begin anew.
  await write(nurse.safe, [personId, main], 'wieder in der Hauptstelle');
  expect(await textsOf(nurse.safe, personId)).toEqual(['wieder in der Hauptstelle']);
  expect((await textsOf(desk, personId)).length).toBe(3);
});

test('[F5] [BS8] what came in meanwhile is not left behind: the move is refused and made anew', async () => {
  const { personId, eintraege } = await practice.addPerson('Gleichzeitig', 'zuerst');
  must(await desk.openPerson(hexOf(personId)));
  const known = openAkteAt(desk, hexOf(personId), main)!;
  const sealed = must(
    await sealAkteMove(desk, known, { site: branch, releases: false, send: async () => fail('OFFLINE') }),
  );
  must(await nurse.safe.sync());
  must(await nurse.safe.openPerson(hexOf(personId)));
  await write(nurse.safe, [personId, main], 'währenddessen');
  expect(await desk.outbox.sendUnkept(sealed)).toMatchObject({ error: { code: 'ENTRY_STALE' } });
  // The job itself does not know yet either: it follows and takes it along.
  expect(must(await runSiteJob(desk, moveOf([hexOf(personId)]), given(desk)))).toMatchObject({ end: 'done', done: 1 });
  expect((await textsOf(north.safe, personId)).toSorted()).toEqual(['währenddessen', 'zuerst']);
  expect(desk.directory.movedTo(eintraege.akte)).toBeDefined();
});

test('[F5] [BS8] a move without right or sense is refused: other groups, no target, a foreign person, a second move', async () => {
  const { personId, eintraege } = await practice.addPerson('Verweigert', 'bleibt');
  const other = await practice.addPerson('Andere', 'bleibt auch');
  must(await desk.openPerson(hexOf(personId)));
  const foreign = await write(desk, [other.personId, branch], 'Ziel');
  const target = decodeBody(foreign.packet.body).akte;
  const named = namedCaseKey(desk, eintraege.akte)!;
  const { columns, membership, head } = desk.follower;
  const parent = { entryHash: columns.hashAt(named.seq).slice(), body: decodeBody(columns.entryAt(named.seq)!.body) };
  const keyOf = (site: Id) =>
    desk.keys.groupKey(
      membership.groupsAt(head.size).find(({ groupKind, site: of }) => groupKind === 'site' && equalBytes(of, site))!
        .group,
    )!;
  const entryCount = columns.seqsOfAkte(eintraege.akte).length;
  const build = async (site: Id, movesTo: { akte: Id; site: Id; entryCount: number }) =>
    (await buildNextCaseKey({ ...named, groups: [keyOf(site)], movesTo }, { version: 1, parent }, desk.author)).packet;
  const refused = async (packet: EntryPacket, why: string) =>
    expect(await desk.outbox.sendUnkept([packet])).toMatchObject({ error: { code: why } });
  await refused(await build(main, { akte: target, site: branch, entryCount }), 'PART_RULE_BROKEN');
  await refused(await build(branch, { akte: target, site: branch, entryCount }), 'PART_RULE_BROKEN');
  await refused(await build(branch, { akte: eintraege.akte, site: branch, entryCount }), 'PART_RULE_BROKEN');
  const nowhere = new Uint8Array(16).fill(7) as Id;
  await refused(await build(branch, { akte: nowhere, site: branch, entryCount }), 'AKTE_UNKNOWN');
  // Who belongs to the old site alone may not even begin.
  must(await nurse.safe.sync());
  expect(await runSiteJob(nurse.safe, moveOf([hexOf(personId)]), given(nurse.safe))).toMatchObject({
    error: { code: 'RIGHT_MISSING' },
  });
  expect(await runSiteJob(desk, moveOf(undefined, { to: main }), given(desk))).toMatchObject({
    error: { code: 'SITE_UNKNOWN' },
  });
  must(await setSiteOpen(desk, branch, false));
  expect(await runSiteJob(desk, moveOf(undefined), given(desk))).toMatchObject({ error: { code: 'SITE_CLOSED' } });
  must(await setSiteOpen(desk, branch, true));
  expect(await textsOf(desk, personId)).toEqual(['bleibt']);
});

test('[F5] [BS11] what is released goes along only with a Freigabe of whoever moves it, Nachtrag and file with it', async () => {
  const { personId, finding, eintraege } = await practice.addPerson('Freigegeben', 'freigegeben');
  must(await desk.openPerson(hexOf(personId)));
  const seen = {
    record: finding,
    head: hexOf(desk.follower.columns.hashAt(desk.records.recordOf(finding)!.newest.seq)),
  };
  must(await desk.write(must(await sealFreigabe(desk, seen, { when: 'now' }))));
  must(await desk.sync());
  await write(desk, [personId, main], 'dazu', { kind: nachtrag.name, target: finding });
  const bytes = new TextEncoder().encode('Brief als Datei');
  const file = must(await uploadAttachment(desk, eintraege.akte, bytes));
  await write(desk, [personId, main], 'Datei', {
    kind: 'document',
    dateiname: 'Brief.txt',
    medientyp: 'text/plain',
    ...file,
  });
  const job = moveOf([hexOf(personId)]);
  expect(must(await runSiteJob(desk, job, given(desk)))).toMatchObject({
    done: 0,
    stayed: [{ person: hexOf(personId), code: 'MOVE_HAS_RELEASED' }],
  });
  expect(must(await runSiteJob(desk, { ...job, releases: true }, given(desk)))).toMatchObject({ done: 1, stayed: [] });
  must(await north.safe.sync());
  const opened = must(await north.safe.openPerson(hexOf(personId)));
  const byText = (text: string) =>
    opened.find(({ opened: each }) => !isUnreadable(each) && (each.value as { text?: string }).text === text);
  const copy = byText('freigegeben')!;
  const record = copy.record.newest.body.record;
  expect(await freigabeMarkOf(north.safe, record)).toMatchObject({ state: 'Freigegeben', person: { when: 'now' } });
  expect(isUnreadable(copy.opened) ? {} : copy.opened.value).toMatchObject({
    movedFrom: { releasedBy: desk.given.user },
  });
  const under = byText('dazu')!;
  expect(isUnreadable(under.opened) ? {} : under.opened.value).toMatchObject({ target: record });
  const kept = byText('Datei')!;
  const fields = isUnreadable(kept.opened) ? undefined : kept.opened.value;
  expect(must(await downloadAttachment(north.safe, fields as never))).toEqual(bytes);
});

test('[F5] [BS12] many Akten move in steps; stopped and cut off, the same job goes on, and nothing is done twice', async () => {
  const persons: string[] = [];
  for (let n = 0; n < 12; n++) persons.push(hexOf((await practice.addPerson(`Viele${n}`, `Eintrag ${n}`)).personId));
  const job = moveOf(persons);
  expect(
    must(
      await runSiteJob(
        desk,
        job,
        given(desk, () => true),
      ),
    ),
  ).toEqual({ end: 'stopped', done: 0, stayed: [] });
  must(await runSiteJob(desk, moveOf(persons.slice(0, 5)), given(desk)));
  // Another device of the same user, which knows nothing of the first, goes on with what is left.
  const again = await practice.enter('zweites-geraet');
  expect(personsLeft(again, job).length).toBe(7);
  const before = aktenBySite(desk).get(hexOf(branch)) ?? 0;
  const [one, other] = await Promise.all([runSiteJob(again, job, given(again)), runSiteJob(desk, job, given(desk))]);
  expect([code(one), code(other)]).toEqual(['ok', 'ok']);
  must(await desk.sync());
  expect(personsLeft(desk, job)).toEqual([]);
  expect((aktenBySite(desk).get(hexOf(branch)) ?? 0) - before).toBe(7);
  expect(await textsOf(north.safe, Uint8Array.from(Buffer.from(persons[11]!, 'hex')) as Id)).toEqual(['Eintrag 11']);
  expect(desk.attributions.heldBack.size).toBe(0);
  await again.close();
});

test('[F5] [BS12] an Akte of many Eintraege is cut after a part of them went along: taken up again, each is there once', async () => {
  const { personId, eintraege } = await practice.addPerson('Lang', 'Eintrag 0');
  must(await desk.openPerson(hexOf(personId)));
  const changed: Id[] = [];
  for (let n = 1; n < 4; n++) changed.push((await write(desk, [personId, main], `Eintrag ${n}`)).record);
  must(await desk.openPerson(hexOf(personId)));
  const known = openAkteAt(desk, hexOf(personId), main)!;
  const sealed = must(
    await sealAkteMove(desk, known, { site: branch, releases: false, send: async () => fail('OFFLINE') }),
  );
  // The founding and two of four arrive, then the line is cut.
  must(await desk.outbox.sendUnkept(sealed.slice(0, 3)));
  must(await desk.sync());
  must(await desk.openPerson(hexOf(personId)));
  must(
    await desk.write([
      must(await sealNextVersion(desk, changed[0]!, { behandlungstag: '2026-11-22', text: 'anders' })),
    ]),
  );
  must(await desk.sync());
  expect(must(await runSiteJob(desk, moveOf([hexOf(personId)]), given(desk)))).toMatchObject({ done: 1, stayed: [] });
  expect((await textsOf(north.safe, personId)).toSorted()).toEqual(['Eintrag 0', 'Eintrag 2', 'Eintrag 3', 'anders']);
  expect(desk.directory.movedTo(eintraege.akte)).toBeDefined();
});

test('[F5] [BS6] persons get an Akte at a further site, and it moves back into the one that is there', async () => {
  const { personId } = await practice.addPerson('Beide', 'Hauptstelle');
  const job = moveOf([hexOf(personId)], { does: 'add', from: undefined });
  expect(must(await runSiteJob(desk, job, given(desk)))).toMatchObject({ end: 'done', done: 1 });
  expect(must(await runSiteJob(desk, job, given(desk)))).toMatchObject({ end: 'done', done: 0 });
  await write(north.safe, [personId, branch], 'Zweigstelle');
  must(await desk.sync());
  const target = openAkteAt(desk, hexOf(personId), main)!;
  // Removed from the branch: what is there goes into the Akte of the main site.
  const back = moveOf([hexOf(personId)], { from: branch, to: main });
  expect(must(await runSiteJob(desk, back, given(desk)))).toMatchObject({ done: 1, stayed: [] });
  expect((await textsOf(nurse.safe, personId)).toSorted()).toEqual(['Hauptstelle', 'Zweigstelle']);
  expect(await textsOf(north.safe, personId)).toEqual([]);
  expect(openAkteAt(desk, hexOf(personId), main)!.akte).toEqual(target.akte);
});
