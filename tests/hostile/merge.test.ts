import { personMerge } from '@siegel/akten';
import type { Safe } from '@siegel/safe';
import { type Author, buildEntry, buildRecordEntry, isUnreadable, platformRandom, userCoSigner } from '@siegel/seal';
import { testHasher } from '@siegel/testing';
import {
  decodeBody,
  type EntryPacket,
  hexOf,
  type Id,
  PERSON_KIND,
  PERSON_MERGE_KIND,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writingKey } from '../../keyed/safe/src/renewal/writing-key.ts';
import { sealEintrag, sealNextVersion } from '../../keyed/safe/src/safe/write-records.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server, and a colleague with a changed program, must not achieve with persons that are merged (docs/spec/merge.md;
// threat model M3, M4).

let world: HostileWorld;
let practice: Practice;
let desk: Safe;
let nurse: Colleague;
let logSeed: Uint8Array;
let one: Id;
let other: Id;
let devices = 0;
const victims: Safe[] = [];

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  ({ desk } = practice);
  logSeed = await takeLogKey(world);
  nurse = await joinPractice(practice);
}, 60_000);

afterAll(async () => {
  for (const safe of victims) await safe.close();
  await world.end();
});

beforeEach(async () => {
  world.proxy.beHonest();
  one = (await practice.addPerson('Eins', 'von eins')).personId;
  other = (await practice.addPerson('Zwei', 'von zwei')).personId;
  for (const safe of [desk, nurse.safe]) {
    must(await safe.sync());
    for (const personId of [one, other]) must(await safe.openPerson(hexOf(personId)));
  }
});

async function pointer(
  safe: Safe,
  [from, into]: readonly [Id, Id],
  author: Author = safe.author,
): Promise<EntryPacket> {
  const home = { akte: from, site: ZERO_ID, key: must(await writingKey(safe, from)) };
  const value = { into, state: 'merged' as const };
  return buildRecordEntry({ kind: personMerge, record: platformRandom(16) as Id, value }, home, author);
}

async function victimOf(): Promise<Safe> {
  const safe = await practice.enter(`merge-${devices++}`);
  must(await safe.loadIndex());
  victims.push(safe);
  return safe;
}

function stammdatenOf(safe: Safe, personId: Id): Id {
  const record = safe.records.recordsOfAkte(personId).find(({ newest }) => newest.body.kind === PERSON_KIND);
  if (record === undefined) throw new Error('no person');
  return record.newest.body.record;
}

const textsOf = async (safe: Safe, personId: Id) =>
  must(await safe.openPerson(hexOf(personId)))
    .flatMap(({ opened }) =>
      isUnreadable(opened) ? [] : [(opened.value as { text?: string }).text ?? ''].filter(Boolean),
    )
    .toSorted();

/** What a device makes of a pointer that only a lying server would take in. */
async function believes(packet: EntryPacket, author: Author): Promise<string | undefined> {
  const victim = await victimOf();
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge([packet], author, victim);
  world.proxy.lie = forged.lie;
  must(await victim.sync());
  const seq = victim.follower.columns.size - 1;
  expect(victim.follower.columns.kindAt(seq)).toBe(PERSON_MERGE_KIND);
  const from = decodeBody(packet.body).akte;
  expect(victim.merged.standsFor(hexOf(from))).toBe(hexOf(from));
  expect(victim.merged.wholeOf(hexOf(one))).toEqual([hexOf(one)]);
  const fault = await victim.attributions.faultOf(seq);
  world.proxy.beHonest();
  expect(await textsOf(await victimOf(), one)).not.toContain('von zwei');
  return fault;
}

test('[X5] [PM7] attack 152: a server neither invents a pointer nor hides one', async () => {
  // Invented, in the guise of a device of the house.
  const forger = await forgerOf(desk);
  expect(await believes(await pointer(desk, [other, one], forger), forger)).toBeDefined();
  // Hidden: its open fields are left out, so that nobody sees where it leads.
  const victim = await victimOf();
  const said = victim.follower.head.size;
  must(await desk.write([await pointer(desk, [other, one])]));
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) => {
        const isPointer = item[0] === 3 && decodeBody(item[2] as Uint8Array).kind === PERSON_MERGE_KIND;
        return isPointer ? [3, item[1]!, item[2]!, null] : item;
      }),
    ),
  );
  const synced = await victim.sync();
  if (synced.ok) {
    await victim.attributions.continueInIdleTime(1_000);
    expect([...victim.attributions.heldBack.values()]).toContain('OPEN_FIELDS_MISMATCH');
  } else expect([synced.error.code, victim.follower.head.size]).toEqual(['CONTENT_WITHHELD', said]);
  world.proxy.beHonest();
  expect(await textsOf(await victimOf(), one)).toEqual(['von eins', 'von zwei']);
});

test('[X5] [PM3] [PM4] [PM7] attack 153: a pointer by somebody without the right, or in a circle, joins nobody', async () => {
  const byNurse = await pointer(nurse.safe, [other, one]);
  expect(await nurse.safe.outbox.sendUnkept([byNurse])).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  expect(await believes(byNurse, nurse.safe.author)).toBe('RIGHT_MISSING');
  // Whoever may merge makes no circle either: the first pointer stands.
  const back = await pointer(desk, [one, other]);
  must(await desk.write([await pointer(desk, [other, one])]));
  expect(await desk.outbox.sendUnkept([back])).toMatchObject({ ok: false, error: { code: 'PERSON_MERGED' } });
  const victim = await victimOf();
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge([back], desk.author, victim);
  world.proxy.lie = forged.lie;
  must(await victim.sync());
  expect(await victim.attributions.faultOf(victim.follower.columns.size - 1)).toBe('PERSON_MERGED');
  expect(victim.merged.standsFor(hexOf(other))).toBe(hexOf(one));
  expect(victim.merged.standsFor(hexOf(one))).toBe(hexOf(one));
});

test('[X5] [PM45] [PM46] attack 158: nobody writes into an archived Akte, and a server that lets somebody is not believed', async () => {
  const record = stammdatenOf(desk, one);
  const value = { familienname: 'Eins' };
  must(await desk.write([must(await sealNextVersion(desk, record, { ...value, archiviertAm: '2026-11-22' }))]));
  must(await desk.sync());
  const akte = nurse.safe.directory.aktenOfPerson(hexOf(one)).find(({ stammakte }) => !stammakte)!;
  const place = { akte: akte.akte, site: akte.site, key: must(await writingKey(nurse.safe, akte.akte)) };
  const note = { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'trotzdem' } };
  // A colleague whose program does not ask: the server does.
  const { packet } = await sealEintrag(nurse.safe, note, place);
  expect(await nurse.safe.outbox.sendUnkept([packet])).toMatchObject({ error: { code: 'PERSON_ARCHIVED' } });
  must(await nurse.safe.sync());
  expect(await nurse.safe.write([packet])).toMatchObject({ error: { code: 'PERSON_ARCHIVED' } });
  // A server that takes it in all the same: every device holds it back.
  const victim = await victimOf();
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge([packet], nurse.safe.author, victim);
  world.proxy.lie = forged.lie;
  must(await victim.sync());
  expect(await victim.attributions.faultOf(victim.follower.columns.size - 1)).toBe('PERSON_ARCHIVED');
  world.proxy.beHonest();
  expect(await textsOf(await victimOf(), one)).toEqual(['von eins']);
  // Once the person is back the very same words are written.
  must(await desk.openPerson(hexOf(one)));
  must(await desk.write([must(await sealNextVersion(desk, record, value))]));
  must(await nurse.safe.sync());
  expect(await nurse.safe.outbox.sendUnkept([packet])).toMatchObject({ ok: true });
  const later = await victimOf();
  await later.attributions.continueInIdleTime(1_000);
  expect([...later.attributions.heldBack.values()]).toEqual([]);
  expect(await textsOf(later, one)).toEqual(['trotzdem', 'von eins']);
});

test('[PM2] [PM7] after one of two merged persons was erased, a device that comes later holds nothing back', async () => {
  const packet = await pointer(desk, [other, one]);
  must(await desk.write([packet]));
  must(await desk.sync());
  const tombstone = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) as Id };
  const open = { entries: [testHasher.sha256(packet.body)], reason: 'request' };
  const erasure = await buildEntry({ ...tombstone, open, coSigners: [userCoSigner(desk.author)] }, desk.author);
  expect(await desk.outbox.sendUnkept([erasure])).toMatchObject({ ok: false, error: { code: 'KIND_NOT_ALLOWED' } });
  await practice.erasePerson(other);
  const later = await victimOf();
  await later.attributions.continueInIdleTime(1_000);
  expect([...later.attributions.heldBack.values()]).toEqual([]);
  expect(await textsOf(later, one)).toEqual(['von eins']);
});
