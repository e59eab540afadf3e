import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person } from '@siegel/akten';
import { buildNextCaseKey, type CaseKey, isUnreadable } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { decodeBody, equalBytes, hexOf, type Id, ok } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { ILSE, must, Practice } from '../../test-support/practice.ts';
import { handOverTasks, openTasksOf } from '../people/hand-over-tasks.ts';
import { sealTask } from '../tasks/write-tasks.ts';
import { openLeftBehind } from '../people/left-behind.ts';
import { completeGroups } from '../roles/complete-house.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNextVersion } from '../safe/write-records.ts';
import { isRenewal } from './is-renewal.ts';
import { mayRenew, renewAkten } from './renew-akten.ts';
import { namedCaseKey } from './named-case-key.ts';
import { type PassEnd, runRenewals } from './renewal-pass.ts';
import { writingKey } from './writing-key.ts';

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
let practice: Practice;
let desk: Safe;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-leaving-'));
  practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
}, 60_000);

afterEach(() => proxy.beHonest());

afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

/** Runs a pass to its end on a safe. */
async function renewAll(safe: Safe, isStopped: () => boolean = () => false): Promise<PassEnd> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  return must(await runRenewals(safe, { isStopped, follow: () => safe.sync(), pause, onProgress: () => undefined }));
}

/** A colleague joins and leaves: every Akte is due. */
async function somebodyLeaves(): Promise<Colleague> {
  const colleague = await joinPractice(practice);
  must(await colleague.safe.openPerson(hexOf(practice.personId)));
  must(await removeColleague(desk, colleague.user));
  return colleague;
}

const versionOf = (safe: Safe, akte: Id) => namedCaseKey(safe, akte)?.version ?? 0;
const write = async (safe: Safe, text: string, key: CaseKey) => {
  const place = { ...practice.eintraege, key };
  return sealEintrag(safe, { kind: 'finding', value: { behandlungstag: '2026-11-22', text } }, place);
};

test('[S3] [S11] [IV41] [IV42] after somebody left, the first new writing gives its Akte a new key that they do not have', async () => {
  const { safe: gone } = await somebodyLeaves();
  expect(desk.renewals.isDue(practice.akte)).toBe(true);
  const before = versionOf(desk, practice.akte);
  const known = gone.keys.caseKey(practice.akte);
  const { packet, record } = await write(desk, 'nach dem Abschied', must(await writingKey(desk, practice.akte)));
  must(await desk.write([packet]));
  must(await desk.sync());
  expect(versionOf(desk, practice.akte)).toBe(before + 1);
  expect(desk.renewals.isDue(practice.akte)).toBe(false);
  // The newest version, as the server keeps it, opens with nothing they ever held.
  const [part] = decodeBody(packet.body).parts;
  if (part === undefined || known === undefined) throw new Error('nothing was written');
  expect(await gone.keys.keyOf(practice.akte, 'clinical', part)).toBeUndefined();
  // Who stays reads both: what was before the change of keys and what came after it.
  const opened = must(await desk.openPerson(hexOf(practice.personId)));
  expect(opened.filter(({ opened: each }) => isUnreadable(each))).toEqual([]);
  expect(opened.some(({ record: { newest } }) => equalBytes(newest.body.record, record))).toBe(true);
  // A next version of what is there goes under the new key, too.
  const next = must(await sealNextVersion(desk, practice.finding, { behandlungstag: '2026-11-20', text: 'RR 140/80' }));
  const [corrected] = decodeBody(next.body).parts;
  expect(await gone.keys.keyOf(practice.akte, 'clinical', corrected!)).toBeUndefined();
});

test('[IV43] [IV44] the rest is renewed in the background, cut off and gone on with, and changes nothing about the persons', async () => {
  for (let n = 0; n < 6; n++) await practice.addPerson(`Hintergrund${n}`, 'vorher');
  await somebodyLeaves();
  const due = desk.renewals.due().size;
  expect(due).toBeGreaterThan(12);
  // Stopped before its first batch, nothing is done; a new start finds the same duty in the journal.
  expect(await renewAll(desk, () => true)).toBe('stopped');
  const again = must(await Safe.open(desk.given));
  expect(again.renewals.due().size).toBe(due);
  must(await desk.loadIndex());
  const size = desk.follower.head.size;
  expect(await renewAll(again)).toBe('done');
  must(await desk.sync());
  expect(desk.renewals.due().size).toBe(0);
  const { columns } = desk.follower;
  const news = Array.from({ length: columns.size - size }, (_, i) => size + i);
  expect(news.filter((seq) => isRenewal(columns, seq)).length).toBe(due);
  expect(desk.directory.personsChangedSince(size).size).toBe(0);
  expect(must(await desk.loadIndex())).toBe(desk.index.size);
  expect(desk.unreadablePersons.size).toBe(0);
  const found = desk.index.search('hintergrund3', 5);
  expect(found.total).toBe(1);
});

test('[IV40] [IV43] two devices at once: nothing is renewed twice, and the slower one is refused as a whole', async () => {
  await somebodyLeaves();
  const other = (await joinPractice(practice)).safe;
  must(await desk.sync());
  const due = [...desk.renewals.due()];
  expect(due.length).toBeGreaterThan(1);
  const [first] = due.map((hex) => Safe.idOf(hex));
  must(await renewAkten(desk, [first!]));
  expect(
    await renewAkten(
      other,
      due.map((hex) => Safe.idOf(hex)),
    ),
  ).toMatchObject({ error: { code: 'ENTRY_STALE' } });
  const versions = (safe: Safe) => due.map((hex) => versionOf(safe, Safe.idOf(hex)));
  const before = versions(desk);
  const ends = await Promise.all([renewAll(desk), renewAll(other)]);
  expect(ends).toContain('done');
  for (const safe of [desk, other]) must(await safe.sync());
  await renewAll(desk);
  must(await desk.sync());
  expect(versions(desk)).toEqual(before.map((version) => version + 1));
  expect(desk.renewals.due().size).toBe(0);
});

test('[IV41] a colleague without the right to write renews nothing, and an administrator who may not either', async () => {
  const reader = (await joinPractice(practice, { rights: ['read-records', 'administer'] })).safe;
  await somebodyLeaves();
  must(await reader.sync());
  expect(reader.renewals.isDue(practice.akte)).toBe(true);
  expect(mayRenew(reader, practice.akte)).toBe(false);
  expect(await renewAkten(reader, [practice.akte])).toEqual(ok(0));
  expect(await renewAll(desk)).toBe('done');
});

test('[IV40] a further version for other groups, of another Akte, or without its wraps is refused', async () => {
  must(await desk.sync());
  const named = namedCaseKey(desk, practice.akte)!;
  const { columns } = desk.follower;
  const parent = {
    entryHash: columns.hashAt(named.seq).slice(),
    body: decodeBody(columns.entryAt(named.seq)!.body),
  };
  const [group] = named.groups.map((each) => desk.keys.groupKey(each)!);
  const others = desk.follower.membership.groupsAt(desk.follower.head.size);
  const organisation = desk.keys.groupKey(others.find(({ groupKind }) => groupKind === 'organisation')!.group)!;
  const wish = { ...named, groups: [group!] };
  const before = { version: named.version, parent };
  const build = (change: Partial<typeof wish>, version = named.version) =>
    buildNextCaseKey({ ...wish, ...change }, { ...before, version }, desk.author);
  const refused = async (packet: Awaited<ReturnType<typeof build>>['packet'], code: string) =>
    expect(await desk.outbox.sendUnkept([packet])).toMatchObject({ ok: false, error: { code } });
  await refused((await build({ groups: [organisation] })).packet, 'PART_RULE_BROKEN');
  await refused((await build({ person: practice.akte })).packet, 'PART_RULE_BROKEN');
  await refused((await build({}, named.version + 1)).packet, 'PART_RULE_BROKEN');
  await refused({ ...(await build({})).packet, wraps: [] }, 'LAYOUT_MALFORMED');
  // The true one is taken.
  expect(await desk.outbox.sendUnkept([(await build({})).packet])).toEqual(ok(true));
  must(await desk.sync());
});

test('[S3] [IV45] [AU9] the open tasks of whoever leaves go to a colleague; done ones and those of others stay', async () => {
  const leaving = await joinPractice(practice);
  const staying = await joinPractice(practice);
  must(await leaving.safe.openPerson(hexOf(practice.personId)));
  const asTask = async (safe: Safe, titel: string, more: object = {}) => {
    const place = { ...practice.eintraege, key: must(await writingKey(safe, practice.akte)) };
    const value = { behandlungstag: '2026-11-22', titel, ...more };
    const made = await sealEintrag(safe, { kind: 'task', value }, place);
    must(await safe.write([made.packet]));
    must(await safe.sync());
    return made.record;
  };
  const own = await asTask(leaving.safe, 'Rückruf Labor');
  await asTask(leaving.safe, 'Erledigt', { zustand: 'erledigt' });
  must(await desk.sync());
  must(await desk.openPerson(hexOf(practice.personId)));
  const named = await asTask(desk, 'Attest schreiben', { zustaendig: [leaving.user] });
  await asTask(desk, 'Meine');
  // Of the house: one for them, one of theirs that names nobody, and one of somebody else that names nobody.
  const ofHouse = async (safe: Safe, title: string, assignees: readonly string[] = []) => {
    const { packets, records } = must(await sealTask(safe, { title, assignees }));
    must(await safe.write(packets));
    must(await safe.sync());
    return records[0]!.recordId;
  };
  const both = [hexOf(leaving.user), hexOf(desk.given.user)];
  const forThem = await ofHouse(desk, 'Kühlschrank ablesen', both);
  const theirs = await ofHouse(leaving.safe, 'Papier bestellen');
  await ofHouse(desk, 'Für irgendwen');
  must(await desk.sync());
  must(await removeColleague(desk, leaving.user));
  const found = must(await openTasksOf(desk, leaving.user));
  expect(found.map(({ record }) => hexOf(record)).toSorted()).toEqual(
    [hexOf(own), hexOf(named), forThem, theirs].toSorted(),
  );
  expect(await handOverTasks(desk, leaving.user, leaving.user)).toMatchObject({ error: { code: 'RIGHT_MISSING' } });
  expect(must(await handOverTasks(desk, leaving.user, staying.user))).toBe(4);
  expect(must(await openTasksOf(desk, leaving.user))).toEqual([]);
  must(await staying.safe.sync());
  const handed = must(await openTasksOf(staying.safe, staying.user));
  expect(handed.map(({ value }) => value.titel).toSorted()).toEqual([
    'Attest schreiben',
    'Kühlschrank ablesen',
    'Papier bestellen',
    'Rückruf Labor',
  ]);
  // Whoever was named beside them still is.
  expect(must(await openTasksOf(desk, desk.given.user)).map(({ value }) => value.titel)).toContain(
    'Kühlschrank ablesen',
  );
});

test('[S3] [IV46] what was written without a line before leaving is refused as a whole, and stays on the device as text', async () => {
  const leaving = await joinPractice(practice);
  await leaving.safe.close();
  let isCut = false;
  const line: typeof fetch = (...asked) => (isCut ? Promise.reject(new TypeError('cut')) : fetch(...asked));
  const { given } = leaving;
  const safe = must(await Safe.open({ ...given, address: { ...given.address, fetch: line } }));
  must(await safe.openPerson(hexOf(practice.personId)));
  must(await safe.loadIndex());
  isCut = true;
  const { packet, record } = await write(safe, 'ohne Leitung geschrieben', must(await writingKey(safe, practice.akte)));
  expect(must(await safe.write([packet])).saved).toBe(false);
  must(await removeColleague(desk, leaving.user));
  isCut = false;
  await safe.outbox.flush();
  expect(safe.outbox.size + safe.outbox.refused.length).toBe(1);
  await safe.close();
  must(await desk.sync());
  expect(desk.records.recordOf(record)).toBeUndefined();
  const left = must(await openLeftBehind(leaving.given));
  expect(left.entries.map(({ personName }) => personName)).toEqual(['Brandt, Ilse']);
  const [entry] = left.entries;
  expect(isUnreadable(entry!.opened) ? '' : (entry!.opened.value as { text?: string }).text).toBe(
    'ohne Leitung geschrieben',
  );
  await left.forget();
  await left.close();
  expect(must(await openLeftBehind(leaving.given)).entries).toEqual([]);
});

test('[IV40] [IV41] who opens a part of a Stammakte opens that part of what is written under its next key, and no more', async () => {
  must(await completeGroups(desk, 'de'));
  const who = await joinPractice(practice, { rights: ['read-persons'] });
  const { personId } = await practice.addPerson('Teilbar', 'vorher');
  await somebodyLeaves();
  expect(await renewAll(desk)).toBe('done');
  const named = namedCaseKey(desk, personId)!;
  expect(named).toMatchObject({ version: 2, parts: [{ compartment: 'identity' }, { compartment: 'admin' }] });
  must(await desk.openPerson(hexOf(personId)));
  const record = desk.records.recordsOfAkte(personId).find(({ newest }) => newest.body.kind === person.code)!;
  const changed = { ...ILSE, familienname: 'Umbenannt' };
  must(await desk.write([must(await sealNextVersion(desk, record.newest.body.record, changed))]));
  must(await who.safe.sync());
  must(await who.safe.loadIndex());
  expect(who.safe.index.get(hexOf(personId))?.familienname).toBe('Umbenannt');
  expect(who.safe.keys.caseKey(personId)).toBeUndefined();
});
