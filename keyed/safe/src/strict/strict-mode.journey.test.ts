import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id, ok } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { type CopiedDatabase, openedBy, takeDatabase } from '../../test-support/copied-database.ts';
import { FINDING, ILSE, must, Practice } from '../../test-support/practice.ts';
import { follow, jobGiven, makeSetOf } from '../../test-support/strict-practice.ts';
import { namedCaseKey } from '../renewal/named-case-key.ts';
import { renewAkten, wrapForWanted } from '../renewal/renew-akten.ts';
import { type PassEnd, runRenewals } from '../renewal/renewal-pass.ts';
import { completeGroups } from '../roles/complete-house.ts';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { openIdentities } from '../safe/person-identities.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { sealEintrag, sealNewPerson, sealNextVersion } from '../safe/write-records.ts';
import { quickStart } from '../snapshot/quick-start.ts';
import { addSite } from '../sites/change-sites.ts';
import { setStrictMode } from './strict-mode.ts';

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
let practice: Practice;
let desk: Safe;
let north: Id;
/** Works in the Hauptstelle alone. */
let anna: Colleague;
/** Works in the Zweigstelle alone. */
let berta: Colleague;
/** Sees persons of the Hauptstelle, and no entries. */
let office: Colleague;
let inMain: Id;
let inNorth: Id;
let inBoth: Id;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-strict-'));
  practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
  // Ilse was founded before there was a group of those who read: whole under the organisation's key.
  must(await completeGroups(desk, 'de'));
  north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  const main = practice.founded.founding.site;
  anna = await joinPractice(practice, { sites: [main] });
  berta = await joinPractice(practice, { sites: [north] });
  office = await joinPractice(practice, { sites: [main], rights: ['read-persons'] });
  inMain = await aPerson('Haupt', main);
  inNorth = await aPerson('Nord', north);
  inBoth = await aPerson('Beide', main);
  await foundAt(desk, inBoth, north);
  await follow(...everybody().map(({ safe }) => safe));
}, 60_000);

afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  for (const { safe } of everybody()) await safe.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await rm(server.directory, { recursive: true, force: true });
});

const everybody = () => [{ safe: desk }, anna, berta, office];

/** A person with an Akte and a finding at one site. */
async function aPerson(name: string, site: Id, by = desk): Promise<Id> {
  const made = must(await sealNewPerson(by, { ...ILSE, familienname: name }, { site }));
  const place = { akte: made.akte, site, key: made.akteKey };
  const { packet } = await sealEintrag(by, { kind: 'finding', value: { ...FINDING } }, place);
  must(await by.write([...made.packets, packet]));
  must(await by.sync());
  return made.personId;
}

async function foundAt(by: Safe, personId: Id, site: Id): Promise<void> {
  const { packets } = must(await akteAtSite(by, hexOf(personId), { site }));
  must(await by.write([...packets]));
  must(await by.sync());
}

const runPass = async (safe: Safe, isStopped: () => boolean = () => false): Promise<PassEnd> =>
  must(await runRenewals(safe, { ...jobGiven(safe), isStopped }));

/** The server is ended, every byte of it taken, and it is started again. */
async function copied(): Promise<CopiedDatabase> {
  const world = { server, proxy };
  const copy = await takeDatabase(world, desk.given.tenant);
  ({ server } = world);
  for (const { safe } of everybody()) must(await safe.sync());
  return copy;
}

const finds = (safe: Safe, name: string) => safe.index.search(name, 5).total;
const kindsOf = (safe: Safe, personId: Id) => {
  const { membership, head } = safe.follower;
  const named = namedCaseKey(safe, personId)!;
  const kind = (group: Id) => membership.groupAt(group, head.size)?.groupKind;
  return { whole: named.groups.map(kind), parts: named.parts.map(({ group }) => kind(group)) };
};

test('[RO20] [BS23] a Stammakte from before the group of those who read is narrowed to them by the duty', async () => {
  expect(kindsOf(desk, practice.personId)).toEqual({ whole: ['organisation'], parts: [] });
  expect([...desk.renewals.due()]).toEqual([hexOf(practice.personId)]);
  const before = await openedBy(office.safe, await copied(), practice.personId);
  expect(await runPass(desk)).toBe('done');
  expect(kindsOf(desk, practice.personId)).toEqual({ whole: ['records'], parts: ['organisation', 'organisation'] });
  const copy = await copied();
  const after = await openedBy(office.safe, copy, practice.personId);
  const clinical = (opened: readonly string[]) => opened.filter((part) => part.endsWith(' 1')).length;
  expect([clinical(before), clinical(after)]).toEqual([1, 0]);
  expect(after.length).toBeGreaterThan(0);
  expect(copy.findings).toBe(0);
  must(await anna.safe.sync());
  const opened = must(await anna.safe.openPerson(hexOf(practice.personId)));
  expect(opened.some(({ opened: each }) => isUnreadable(each))).toBe(false);
});

let begun = 0;
/** Who can be found at once by whoever begins on an empty device. */
async function begins(given: SafeGiven): Promise<readonly string[]> {
  const quick = await quickStart({ ...given, pages: await practice.pagesIn(`quick-${begun++}`) });
  if (!quick.ok) return [quick.error.code];
  const { index } = quick.value;
  return ['Haupt', 'Nord', 'Beide'].filter((name) => index.search(name, 5).total === 1);
}

async function shardFiles(): Promise<number> {
  const shards = join(server.directory, 'tenants', hexOf(desk.given.tenant), 'shards');
  const names = await readdir(shards, { recursive: true }).catch(() => []);
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).length;
}

test('[F5] [BS20] [BS27] only who administers switches strict mode, and it begins with groups of those who see persons of a site', async () => {
  expect(await setStrictMode(anna.safe, true, 'de')).toMatchObject({ error: { code: 'RIGHT_MISSING' } });
  await makeSetOf(desk, north);
  expect(await begins(berta.given)).toEqual(['Haupt', 'Nord', 'Beide']);
  must(await setStrictMode(desk, true, 'de'));
  // The sets of before knew everybody.
  expect(await shardFiles()).toBe(0);
  expect(await begins(berta.given)).toEqual(['SNAPSHOT_UNKNOWN']);
  const { membership, head } = desk.follower;
  expect(membership.isStrictAt(head.size)).toBe(true);
  const members = (site: Id) =>
    membership.groupKeyAt(membership.groupOfKindAt('office', head.size, site)!, head.size)?.members.map(hexOf);
  expect(members(practice.founded.founding.site)?.toSorted()).toEqual(
    [desk.given.user, anna.user, office.user].map(hexOf).toSorted(),
  );
  expect(members(north)?.toSorted()).toEqual([desk.given.user, berta.user].map(hexOf).toSorted());
});

test('[F5] [BS25] [BS28] from the switch on nobody of another site is handed a Stammakte or finds the person', async () => {
  expect(finds(berta.safe, 'Haupt')).toBe(1);
  await follow(berta.safe, anna.safe);
  for (const name of ['Haupt', 'Brandt']) expect(finds(berta.safe, name)).toBe(0);
  for (const name of ['Nord', 'Beide']) expect(finds(berta.safe, name)).toBe(1);
  expect(finds(anna.safe, 'Nord')).toBe(0);
  expect([...berta.safe.unreadablePersons]).toEqual([]);
  expect(await berta.safe.openPerson(hexOf(inMain))).toMatchObject({ error: { code: 'AKTE_UNKNOWN' } });
  expect(await berta.safe.openHere(hexOf(inMain))).toEqual([]);
  const compared: string[] = [];
  for await (const { personId } of openIdentities(berta.safe)) compared.push(personId);
  expect(compared.toSorted()).toEqual([inNorth, inBoth].map(hexOf).toSorted());
  // What this device kept of before opens nobody either.
  const again = must(await Safe.open(berta.given));
  await follow(again);
  expect(finds(again, 'Haupt')).toBe(0);
  expect(finds(again, 'Nord')).toBe(1);
});

test('[F5] [BS23] [BS24] the pass is stopped, taken up by another, and leaves who is elsewhere to who works there', async () => {
  const due = desk.renewals.due().size;
  expect(due).toBe(4);
  const before = await openedBy(berta.safe, await copied(), inMain);
  expect(before.length).toBeGreaterThan(0);
  expect(await runPass(desk, () => true)).toBe('stopped');
  must(await anna.safe.sync());
  // Anna sees only the Hauptstelle: the person of both is not hers alone to wrap.
  expect([...anna.safe.renewals.due()].toSorted()).toEqual([inMain, inBoth, practice.personId].map(hexOf).toSorted());
  expect(await runPass(anna.safe)).toBe('done');
  expect([...anna.safe.renewals.due()]).toEqual([hexOf(inBoth)]);
  must(await berta.safe.sync());
  expect(await runPass(berta.safe)).toBe('done');
  const again = must(await Safe.open(desk.given));
  expect([...again.renewals.due()]).toEqual([hexOf(inBoth)]);
  expect(await runPass(again)).toBe('done');
  must(await desk.sync());
  expect(desk.renewals.due().size).toBe(0);
  expect(kindsOf(desk, inBoth).whole).toEqual(['site', 'site']);
  expect(kindsOf(desk, inMain)).toEqual({ whole: ['site'], parts: ['office', 'office'] });
});

test('[F5] [BS23] a database copied afterwards opens nothing of another site, with every key its thief holds', async () => {
  const copy = await copied();
  expect(await openedBy(berta.safe, copy, inMain)).toEqual([]);
  expect(await openedBy(berta.safe, copy, practice.personId)).toEqual([]);
  expect(await openedBy(anna.safe, copy, inNorth)).toEqual([]);
  // Who belongs there opens all of it, whoever sees persons what they may.
  expect((await openedBy(anna.safe, copy, inMain)).length).toBeGreaterThan(1);
  expect((await openedBy(berta.safe, copy, inBoth)).length).toBeGreaterThan(1);
  const seen = await openedBy(office.safe, copy, inMain);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.some((part) => part.endsWith(' 1'))).toBe(false);
  expect(await openedBy(office.safe, copy, inNorth)).toEqual([]);
  expect(copy.findings).toBe(0);
});

test('[F5] [BS21] [BS28] who belongs to the site reads on, also on a new device and without the right to read entries', async () => {
  await follow(office.safe, anna.safe, desk);
  expect([finds(office.safe, 'Haupt'), finds(office.safe, 'Beide'), finds(office.safe, 'Nord')]).toEqual([1, 1, 0]);
  const fresh = must(await Safe.open({ ...anna.given, pages: await practice.pagesIn('anna-fresh') }));
  await follow(fresh);
  expect([finds(fresh, 'Haupt'), finds(fresh, 'Beide'), finds(fresh, 'Nord')]).toEqual([1, 1, 0]);
  const opened = must(await fresh.openPerson(hexOf(inMain)));
  expect(opened.some(({ opened: each }) => isUnreadable(each))).toBe(false);
  expect([finds(desk, 'Haupt'), finds(desk, 'Nord'), finds(desk, 'Beide')]).toEqual([1, 1, 1]);
});

test('[F5] [BS27] a set holds the persons of its site, and somebody of two sites reads both', async () => {
  await makeSetOf(desk, practice.founded.founding.site);
  await makeSetOf(desk, north);
  expect(await begins(anna.given)).toEqual(['Haupt', 'Beide']);
  expect(await begins(berta.given)).toEqual(['Nord', 'Beide']);
  expect(await begins(desk.given)).toEqual(['Haupt', 'Nord', 'Beide']);
  // Beginning after a restart of the server, too: it knows the turn from its journal.
  await copied();
  expect(await begins(berta.given)).toEqual(['Nord', 'Beide']);
});

test('[F5] [BS21] [BS22] new persons and new versions are for their site, and a wide key is refused by server and clients', async () => {
  const made = await aPerson('Neuling', north, berta.safe);
  expect(kindsOf(berta.safe, made)).toEqual({ whole: ['site'], parts: ['office', 'office'] });
  await follow(anna.safe, desk);
  expect([finds(anna.safe, 'Neuling'), finds(desk, 'Neuling')]).toEqual([0, 1]);
  must(await anna.safe.openPerson(hexOf(inMain)));
  const record = anna.safe.records.recordsOfAkte(inMain).find(({ newest }) => newest.body.kind === person.code)!;
  must(
    await anna.safe.write([
      must(await sealNextVersion(anna.safe, record.newest.body.record, { ...ILSE, familienname: 'Umbenannt' })),
    ]),
  );
  expect(await openedBy(berta.safe, await copied(), inMain)).toEqual([]);
});

test('[F5] [BS24] [BS26] a further site gets the Stammakte with its Akte, and only from who sees the person', async () => {
  // Berta does not see the person: an Akte of hers would earn the Zweigstelle the keys.
  const { packets } = must(await akteAtSite(berta.safe, hexOf(inMain), { site: north }));
  expect(await berta.safe.write([...packets])).toMatchObject({ error: { code: 'AKTE_ELSEWHERE' } });
  await foundAt(desk, inMain, north);
  expect(desk.renewals.isDue(inMain)).toBe(true);
  expect(await wrapForWanted(desk, [hexOf(inMain)])).toEqual(ok(1));
  expect(await wrapForWanted(desk, [hexOf(inMain)])).toEqual(ok(0));
  await follow(berta.safe);
  expect(finds(berta.safe, 'Umbenannt')).toBe(1);
  const opened = must(await berta.safe.openPerson(hexOf(inMain)));
  expect(opened.some(({ opened: each }) => isUnreadable(each))).toBe(false);
});

test('[F5] [BS20] [BS23] switched off, everybody who reads finds everybody again once it is through', async () => {
  must(await setStrictMode(desk, false, 'de'));
  expect(desk.renewals.due().size).toBe(5);
  // Some are through when server and device go down without a word.
  expect(await renewAkten(desk, [inMain, inBoth])).toEqual(ok(2));
  await server.end('SIGKILL');
  const { directory, boxKeyFile } = server;
  server = await spawnServer({ directory, boxKeyFile });
  proxy.target = server.url;
  const again = must(await Safe.open(desk.given));
  expect([...again.renewals.due()].toSorted()).toEqual(
    [...desk.renewals.due()].filter((akte) => ![inMain, inBoth].map(hexOf).includes(akte)).toSorted(),
  );
  expect(await runPass(again)).toBe('done');
  for (const { safe } of everybody()) must(await safe.sync());
  await follow(berta.safe, anna.safe, office.safe);
  for (const name of ['Umbenannt', 'Nord', 'Beide', 'Neuling', 'Brandt'])
    expect([finds(berta.safe, name), finds(anna.safe, name), finds(office.safe, name)]).toEqual([1, 1, 1]);
  const opened = must(await anna.safe.openPerson(hexOf(inNorth)));
  expect(opened.some(({ opened: each }) => isUnreadable(each))).toBe(false);
  expect(desk.renewals.due().size).toBe(0);
});
