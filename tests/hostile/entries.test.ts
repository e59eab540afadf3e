import { Safe, sealEintrag, sealNextVersion } from '@siegel/safe';
import { type Author, buildAkte, buildEntry, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import {
  type Body,
  type CborValue,
  decodeBody,
  encodeBody,
  type EntryPacket,
  hashOpenFields,
  hexOf,
  type Id,
  WIRE_KINDS,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personView } from '../../keyed/safe/src/worker/person-view.ts';
import { openHouseNames } from '../../keyed/safe/src/worker/staff-names.ts';
import { FINDING, ILSE, must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, shown, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server must not achieve with entries: its own, and true ones whose open fields it drops or exchanges
// (crypto.md; threat model M3). It has the log key and signs whatever journal it likes.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let forger: Author;
let devices = 0;

type Item = readonly CborValue[];

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  await practice.addPerson('Lorenz', 'Puls 72');
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
  forger = await forgerOf(victim);
});

/** A lie about the open fields of the journal's entries: another pair of salt and bytes, or null as after an erasure. */
const changeOpen = (change: (body: Body, open: CborValue, items: Item[]) => CborValue) =>
  changeItems((items) =>
    items.map((item): Item => {
      if (item[0] !== 3) return item;
      return [3, item[1]!, item[2]!, change(decodeBody(item[2] as Uint8Array), item[3]!, items)];
    }),
  );

/** The entry by which `by` removes a device. */
function removalOf(device: Id, by: Author): Promise<EntryPacket> {
  const { columns } = practice.desk.follower;
  const seq = columns.seqsOfRecord(device).at(-1)!;
  const parent = { entryHash: columns.hashAt(seq).slice(), body: decodeBody(columns.entryAt(seq)!.body) };
  const { user, ed25519Public, xwingPublic } = practice.desk.follower.membership.deviceAt(device, columns.size)!;
  const open = { user, ed25519Public, xwingPublic, state: 'removed' };
  const draft = { kind: WIRE_KINDS.device, schemaVersion: 1, record: device, parent, open };
  return buildEntry({ ...draft, coSigners: [userCoSigner(by)] }, by);
}

test('[X5] [JN22] attack 36: hiding the removal of a device by dropping its open fields is an alarm', async () => {
  const { device } = (await practice.enter(`lost-${devices++}`)).given.device;
  must(await practice.desk.sync());
  must(await victim.sync());
  must(await practice.desk.write([await removalOf(device, practice.desk.author)]));
  const { size } = victim.follower.head;
  world.proxy.lieAbout(
    'journal',
    changeOpen(({ kind }, open) => (kind === WIRE_KINDS.device ? null : open)),
  );
  expect(await victim.sync()).toMatchObject({ ok: false, error: { code: 'CONTENT_WITHHELD' } });
  expect(victim.follower.head.size).toBe(size);
  world.proxy.beHonest();
  must(await victim.sync());
  expect(victim.follower.membership.deviceAt(device, victim.follower.head.size)?.active).toBe(false);
});

test('[X5] [JN23] attack 65: an invented version before the true one does not keep the true one out', async () => {
  const { desk } = practice;
  const { device } = (await practice.enter(`lost-${devices++}`)).given.device;
  must(await desk.sync());
  must(await desk.openPerson(hexOf(practice.personId)));
  must(await victim.sync());
  const { newest } = desk.records.recordOf(practice.finding)!;
  const parent = { entryHash: desk.follower.columns.hashAt(newest.seq).slice(), body: newest.body };
  const invented = await buildEntry(
    {
      kind: newest.body.kind,
      schemaVersion: 1,
      record: practice.finding,
      akte: practice.akte,
      site: newest.body.site,
      parent,
    },
    forger,
  );
  const corrected = { ...FINDING, text: 'RR 150/90, berichtigt' };
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([invented], forger, victim);
  await journal.forge([must(await sealNextVersion(desk, practice.finding, corrected))], desk.author, desk);
  await journal.forge([await removalOf(device, forger)], forger, victim);
  await journal.forge([await removalOf(device, desk.author)], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  expect(victim.follower.membership.deviceAt(device, victim.follower.head.size)?.active).toBe(false);
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(Array(2).fill('STATEMENT_SIGNATURE_WRONG'));
  expect(victim.records.recordOf(practice.finding)).toMatchObject({ versions: 2 });
});

test('[X5] [JN23] attack 66: an invented founding of an Akte before the true one does not hide the Akte', async () => {
  const { desk } = practice;
  const akte = platformRandom(16) as Id;
  const wish = { akte, site: practice.eintraege.site, person: practice.personId, stammakte: false };
  const group = desk.follower.membership
    .groupsAt(desk.follower.head.size)
    .find(({ groupKind }) => groupKind === 'site')!;
  const groups = [desk.keys.groupKey(group.group)!];
  const journal = new ForgedJournal(world, logSeed);
  const invented = await buildAkte({ ...wish, site: platformRandom(16) as Id, groups: [] }, forger);
  const otherSite = await buildAkte({ ...wish, groups: [] }, forger);
  await journal.forge([invented.packet], forger, victim);
  await journal.forge([otherSite.packet], forger, victim);
  const { key, packet } = await buildAkte({ ...wish, groups }, desk.author);
  const eintrag = await sealEintrag(desk, { kind: 'note', value: FINDING }, { akte, site: wish.site, key });
  await journal.forge([packet, eintrag.packet], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  const akten = await victim.provenAkten(hexOf(practice.personId));
  expect(akten.filter((known) => hexOf(known.akte) === hexOf(akte))).toMatchObject([{ site: wish.site }]);
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(Array(2).fill('STATEMENT_SIGNATURE_WRONG'));
});

test('[X5] [JN22] attack 37: hiding an Akte by dropping the open fields of its key entry is an alarm', async () => {
  world.proxy.lieAbout(
    'journal',
    changeOpen(({ kind }, open) => (kind === WIRE_KINDS.caseKey ? null : open)),
  );
  const pages = await practice.pagesIn(`hidden-akte-${devices}`);
  const opened = await Safe.open({ ...victim.given, pages });
  expect(opened).toMatchObject({ ok: false, error: { code: 'CONTENT_WITHHELD' } });
});

test('[X5] [JN22] attack 38: a tombstone of the server making excuses nothing', async () => {
  const { columns } = victim.follower;
  const entries = columns.seqsOfAkte(practice.akte).map((seq) => columns.hashAt(seq).slice());
  const draft = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) as Id };
  const open = { entries, reason: 'request' };
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge(
    [await buildEntry({ ...draft, open, coSigners: [userCoSigner(forger)] }, forger)],
    forger,
    victim,
  );
  const named = (body: Body) => body.kind === WIRE_KINDS.caseKey && hexOf(body.akte) === hexOf(practice.akte);
  const dropped = changeOpen((body, each) => (named(body) ? null : each));
  world.proxy.lie = async (asked, honest) => {
    const answer = await journal.lie(asked, honest);
    return asked.path.startsWith('journal?') ? dropped(answer) : answer;
  };
  const pages = await practice.pagesIn(`tombstone-${devices}`);
  const opened = await Safe.open({ ...victim.given, pages });
  expect(opened).toMatchObject({ ok: false, error: { code: 'CONTENT_WITHHELD' } });
});

test('[X5] attack 39: open fields exchanged between two entries are refused', async () => {
  world.proxy.lieAbout(
    'journal',
    changeOpen(({ kind }, open, items) =>
      kind === WIRE_KINDS.device ? items.find((item) => item[0] === 3)![3]! : open,
    ),
  );
  const pages = await practice.pagesIn(`exchanged-${devices}`);
  const opened = await Safe.open({ ...victim.given, pages });
  expect(opened).toMatchObject({ ok: false, error: { code: 'OPEN_FIELDS_MISMATCH' } });
});

test('[X5] [JN20] attack 40: an Eintrag of the server making under a true name is not shown', async () => {
  must(await victim.openPerson(hexOf(practice.personId)));
  const eintrag = { kind: 'note', value: { ...FINDING, text: 'vom Server erfunden' } };
  const lie = await sealEintrag({ author: forger } as Safe, eintrag, practice.eintraege);
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([lie.packet], forger, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  must(await victim.loadIndex());
  const entries = must(await victim.openPerson(hexOf(practice.personId)));
  const names = await openHouseNames(victim);
  const { eintraege } = must(
    personView(victim, hexOf(practice.personId), {
      entries,
      pending: [],
      names,
      level: 'attributed',
      freigaben: new Map(),
    }),
  );
  // The true device is only said to have written it: no author stands there.
  expect(eintraege.map(({ value, author }) => ({ value, author }))).toEqual([
    { value: { unreadable: 'STATEMENT_SIGNATURE_WRONG' }, author: '' },
    { value: FINDING, author: 'Dr. Jana Lindner' },
  ]);
  expect(await shown(victim, practice.personId)).toEqual({ values: [ILSE, FINDING], unreadable: [] });
});

test('[X5] [JN23] attack 41: one entry of garbage in an Akte does not close the others', async () => {
  const eintrag = { kind: 'note', value: FINDING };
  const { packet } = await sealEintrag({ author: forger } as Safe, eintrag, practice.eintraege);
  const garbage = { ...packet, body: packet.body.slice(0, -3) };
  const wish = { akte: platformRandom(16) as Id, site: practice.eintraege.site, person: practice.personId };
  const akte = await buildAkte({ ...wish, stammakte: false, groups: [] }, forger);
  const broken = { ...akte.packet, body: akte.packet.body.slice(0, -3) };
  const open = { salt: platformRandom(16), bytes: new Uint8Array([0xff]) };
  const openHash = hashOpenFields(open, platformHasher.sha256);
  const unreadable = { ...akte.packet, open, body: encodeBody({ ...decodeBody(akte.packet.body), openHash }) };
  const journal = new ForgedJournal(world, logSeed);
  for (const lie of [garbage, broken, unreadable]) await journal.forge([lie], forger, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  const { values } = await shown(victim, practice.personId);
  expect(values).toEqual([ILSE, FINDING]);
  expect(must(await victim.loadIndex())).toBeGreaterThanOrEqual(2);
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(Array(3).fill('STATEMENT_SIGNATURE_WRONG'));
});
