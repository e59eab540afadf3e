import { isOpenToPerson } from '@siegel/akten';
import {
  freigabeMarkOf,
  freigabeSeqs,
  releasingSeq,
  Safe,
  sealEintrag,
  sealFreigabe,
  sealNextVersion,
  serverTimeMs,
} from '@siegel/safe';
import { type Author, buildEntry, platformRandom, signBatch, userCoSigner } from '@siegel/seal';
import { type CborValue, decodeBody, type EntryPacket, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendBatch } from '@siegel/safe';
import { testHasher } from '@siegel/testing';
import { FINDING, must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What neither a malicious server nor somebody with a changed program must achieve with Freigaben (threat model M3, M4).

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let forger: Author;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  must(await practice.desk.sync());
  must(await practice.desk.openPerson(hexOf(practice.personId)));
  victim = await practice.enter(`victim-${devices++}`);
  must(await victim.openPerson(hexOf(practice.personId)));
  forger = await forgerOf(victim);
});

/** A new Eintrag in the Akte, written by the desk and known to the victim. */
async function anEintrag(text: string): Promise<Id> {
  const { desk, eintraege } = practice;
  const { record, packet } = await sealEintrag(desk, { kind: 'finding', value: { ...FINDING, text } }, eintraege);
  must(await desk.write([packet]));
  must(await desk.sync());
  must(await desk.openPerson(hexOf(practice.personId)));
  must(await victim.sync());
  must(await victim.openPerson(hexOf(practice.personId)));
  return record;
}

const headOf = (safe: Safe, record: Id) => {
  const { newest } = safe.records.recordOf(record)!;
  return { record, head: hexOf(safe.follower.columns.hashAt(newest.seq)) };
};
const freigabeOf = async (safe: Safe, record: Id) => must(await sealFreigabe(safe, headOf(safe, record), undefined));
const changeOf = async (safe: Safe, record: Id, text: string) =>
  must(await sealNextVersion(safe, record, { ...FINDING, text }));

/** Sends a batch as a changed program may: with nothing asked before. */
async function sendRaw(safe: Safe, packets: readonly EntryPacket[]): Promise<string> {
  const { tenant, device, address } = safe.given;
  const { instance } = safe.follower.membership.logAt(safe.follower.head.size)!;
  const request = await signBatch(packets, { tenant, instance, device, seen: safe.follower.head });
  const ack = await appendBatch(address, request, testHasher);
  return ack.ok ? 'ok' : ack.error.code;
}

async function textOf(safe: Safe, record: Id): Promise<unknown> {
  const opened = await safe.openHere(hexOf(practice.personId));
  const found = opened.find(({ record: { newest } }) => hexOf(newest.body.record) === hexOf(record))?.opened;
  return found !== undefined && 'value' in found ? (found.value as { text?: string }).text : found?.unreadable;
}

test('[X5] [FG10] [JN22] attack 105: a server that hides a Freigabe, or what it says, is found', async () => {
  const record = await anEintrag('wird freigegeben');
  must(await practice.desk.write(await freigabeOf(practice.desk, record)));
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) => {
        const isFreigabe = item[0] === 3 && decodeBody(item[2] as Uint8Array).kind === WIRE_KINDS.freigabe;
        return isFreigabe ? [3, item[1]!, item[2]!, null] : item;
      }),
    ),
  );
  const size = victim.follower.head.size;
  const synced = await victim.sync();
  if (synced.ok) {
    await victim.attributions.continueInIdleTime(1_000);
    expect([...victim.attributions.heldBack.values()]).toContain('OPEN_FIELDS_MISMATCH');
  } else expect([synced.error.code, victim.follower.head.size]).toEqual(['CONTENT_WITHHELD', size]);
  expect(victim.attributions.failed + (synced.ok ? 0 : 1)).toBeGreaterThan(0);
});

test('[X5] [FG7] attack 106: a version behind a Freigabe, signed by a member with a changed program, is refused and never shown', async () => {
  const { desk } = practice;
  const record = await anEintrag('unveraenderlich');
  const change = await changeOf(desk, record, 'nachtraeglich geaendert');
  must(await desk.write(await freigabeOf(desk, record)));
  must(await desk.sync());
  expect(await sendRaw(desk, [change])).toBe('RECORD_FROZEN');
  // A server that takes part: the very same batch, truly signed, stands in the journal it shows.
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([change], desk.author, desk);
  // And one more on top of it, which would find an unreleased version before it.
  const { newest } = desk.records.recordOf(record)!;
  const onTop = { kind: newest.body.kind, schemaVersion: 1, record, akte: newest.body.akte, site: newest.body.site };
  const parent = { entryHash: testHasher.sha256(change.body), body: decodeBody(change.body) };
  await journal.forge([await buildEntry({ ...onTop, parent }, desk.author)], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  expect(await textOf(victim, record)).toBe('unveraenderlich');
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(['RECORD_FROZEN', 'RECORD_FROZEN']);
});

test('[X5] [FG2] attack 107: an older version, or other parts, are not shown as released', async () => {
  const { desk } = practice;
  const record = await anEintrag('alte Fassung');
  const old = await freigabeOf(desk, record);
  must(await desk.write([await changeOf(desk, record, 'neue Fassung')]));
  must(await desk.sync());
  must(await desk.openPerson(hexOf(practice.personId)));
  expect(await sendRaw(desk, old)).toBe('FREIGABE_STALE');
  const forgedParts = await withOtherParts(desk, record);
  expect(await sendRaw(desk, [forgedParts])).toBe('FREIGABE_STALE');
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([...old, forgedParts], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(['FREIGABE_STALE', 'FREIGABE_STALE']);
  expect(await isReleased(victim, record)).toBe(false);
});

/** A Freigabe of the newest version with part hashes of something else, signed by the desk. */
async function withOtherParts({ author, records, follower }: Safe, record: Id): Promise<EntryPacket> {
  const { newest } = records.recordOf(record)!;
  const { akte, site } = newest.body;
  const entryHash = follower.columns.hashAt(newest.seq).slice();
  const open = { target: record, entryHash, partHashes: [platformRandom(32)] };
  const draft = { kind: WIRE_KINDS.freigabe, schemaVersion: 1, record: platformRandom(16) as Id, akte, site, open };
  return buildEntry({ ...draft, coSigners: [userCoSigner(author)] }, author);
}

async function isReleased({ follower, records, attributions }: Safe, record: Id): Promise<boolean> {
  const { newest } = records.recordOf(record)!;
  const counts = (seq: number) => !attributions.isHeldBack(seq);
  return releasingSeq(follower.columns, newest.seq, counts) !== undefined;
}

test('[X5] [FG4] [JN23] attack 108: a Freigabe of the server making releases nothing and freezes nothing', async () => {
  const { desk } = practice;
  const record = await anEintrag('bleibt Entwurf');
  const [true_] = await freigabeOf(desk, record);
  const { akte, site } = practice.eintraege;
  const { open } = true_!;
  const fields = { target: record, entryHash: decodeHead(desk, record), partHashes: partsOf(desk, record) };
  const draft = {
    kind: WIRE_KINDS.freigabe,
    schemaVersion: 1,
    record: platformRandom(16) as Id,
    akte,
    site,
    open: fields,
  };
  const invented = await buildEntry({ ...draft, coSigners: [userCoSigner(forger)] }, forger);
  expect(open).not.toBeNull();
  const change = await changeOf(desk, record, 'ehrlich geaendert');
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([invented], forger, victim);
  await journal.forge([change], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(['STATEMENT_SIGNATURE_WRONG']);
  expect(victim.records.recordOf(record)?.versions).toBe(2);
  expect(await isReleased(victim, record)).toBe(false);
});

const decodeHead = (safe: Safe, record: Id) =>
  safe.follower.columns.hashAt(safe.records.recordOf(record)!.newest.seq).slice();
const partsOf = (safe: Safe, record: Id) =>
  safe.records.recordOf(record)!.newest.body.parts.map(({ envelopeHash }) => envelopeHash);

/** A word to the person about an Eintrag, as a changed program may write it. */
async function wordOf(safe: Safe, record: Id, fields: { readonly [name: string]: CborValue }): Promise<EntryPacket> {
  const { akte, site } = safe.records.recordOf(record)!.newest.body;
  const draft = { kind: WIRE_KINDS.patientenFreigabe, schemaVersion: 1, record: platformRandom(16) as Id, akte, site };
  return buildEntry({ ...draft, open: { target: record, ...fields } }, safe.author);
}

const personWordOf = async (safe: Safe, record: Id) => {
  const mark = await freigabeMarkOf(safe, record);
  return mark.state === 'Freigegeben' ? mark.person?.when : mark.state;
};

test('[X5] [FG37] [JN22] attack 146: a server that hides that something was taken back is found', async () => {
  const { desk } = practice;
  const record = await anEintrag('zurueckgenommen');
  must(await desk.write(await freigabeOf(desk, record)));
  must(await desk.sync());
  must(await desk.write([await wordOf(desk, record, { when: 'now' })]));
  must(await victim.sync());
  expect(await personWordOf(victim, record)).toBe('now');
  must(await desk.sync());
  const takenBack = await wordOf(desk, record, { when: 'never' });
  must(await desk.write([takenBack]));
  const said = victim.follower.head.size;
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) => {
        const isWord = item[0] === 3 && decodeBody(item[2] as Uint8Array).kind === WIRE_KINDS.patientenFreigabe;
        return isWord ? [3, item[1]!, item[2]!, null] : item;
      }),
    ),
  );
  const synced = await victim.sync();
  if (synced.ok) {
    await victim.attributions.continueInIdleTime(1_000);
    expect([...victim.attributions.heldBack.values()]).toContain('OPEN_FIELDS_MISMATCH');
    expect(victim.attributions.failed).toBeGreaterThan(0);
  } else expect([synced.error.code, victim.follower.head.size]).toEqual(['CONTENT_WITHHELD', said]);
  world.proxy.beHonest();
  const fresh = await practice.enter(`fresh-${devices++}`);
  must(await fresh.openPerson(hexOf(practice.personId)));
  expect(await personWordOf(fresh, record)).toBe('never');
  // Nor does a tombstone take it, whoever signs.
  const tombstone = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) as Id };
  const open = { entries: [testHasher.sha256(takenBack.body)], reason: 'request' };
  const erasure = await buildEntry({ ...tombstone, open, coSigners: [userCoSigner(desk.author)] }, desk.author);
  expect(await sendRaw(desk, [erasure])).toBe('KIND_NOT_ALLOWED');
});

test('[X5] [T41] [FG9] [FG34] [FG36] attack 147: no word opens a draft, and no clock a date, for the person', async () => {
  const { desk } = practice;
  const released = await anEintrag('ab morgen');
  must(await desk.write(await freigabeOf(desk, released)));
  must(await desk.sync());
  for (const fields of [{ when: 'now', at: 5 }, { when: 'atDate' }, { when: 'never', at: 5 }])
    expect(await sendRaw(desk, [await wordOf(desk, released, fields)])).toBe('FREIGABE_RULE');
  const tomorrow = Date.now() + 86_400_000;
  const { akte, site } = desk.records.recordOf(released)!.newest.body;
  const word = { kind: WIRE_KINDS.patientenFreigabe, schemaVersion: 1, record: platformRandom(16) as Id, akte, site };
  const open = { target: released, when: 'atDate', at: tomorrow };
  // A device whose clock stands a year ahead is not believed, and the true one only as to the day it names.
  const ahead = { ...desk.author, now: () => Date.now() + 365 * 86_400_000 };
  expect(await sendRaw(desk, [await buildEntry({ ...word, open }, ahead)])).toBe('CLOCK_SKEW');
  must(await desk.write([await buildEntry({ ...word, open }, desk.author)]));
  must(await desk.sync());
  const { columns } = desk.follower;
  const said = { when: 'atDate', atMs: tomorrow, receivedAtMs: columns.receivedAt(columns.size - 1) } as const;
  expect(await personWordOf(desk, released)).toBe('atDate');
  expect(isOpenToPerson(said, serverTimeMs(desk))).toBe(false);
  expect(serverTimeMs(desk)).toBeLessThan(Date.now() + 60_000);
  const draft = await anEintrag('noch Entwurf');
  const early = await wordOf(desk, draft, { when: 'now' });
  expect(await sendRaw(desk, [early])).toBe('FREIGABE_MISSING');
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([early], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  await victim.attributions.continueInIdleTime(1_000);
  expect([...victim.attributions.heldBack.values()]).toEqual(['FREIGABE_MISSING']);
  expect(await personWordOf(victim, draft)).toBe('Entwurf');
});

test('[X5] [FG10] attack 109: no tombstone opens what is released, and no Freigabe is given by who may not', async () => {
  const { desk } = practice;
  const record = await anEintrag('auch nach Loeschung fest');
  const change = await changeOf(desk, record, 'doch geaendert');
  const [freigabe] = await freigabeOf(desk, record);
  must(await desk.write([freigabe!]));
  must(await desk.sync());
  const entries = [testHasher.sha256(freigabe!.body)];
  const { akte } = practice.eintraege;
  expect(freigabeSeqs(desk.follower.columns, akte, entries[0]!)).toHaveLength(1);
  const tombstone = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) as Id };
  const open = { entries, reason: 'request' };
  const erasure = await buildEntry({ ...tombstone, open, coSigners: [userCoSigner(desk.author)] }, desk.author);
  expect(await sendRaw(desk, [erasure])).toBe('KIND_NOT_ALLOWED');
  expect(await sendRaw(desk, [change])).toBe('RECORD_FROZEN');
  // Without the right at that seq: the same hands, the same keys, nothing else changed.
  const other = await anEintrag('wer darf das');
  const signedBefore = await freigabeOf(victim, other);
  const { membership, columns } = desk.follower;
  const user = membership.userAt(desk.given.user, columns.size)!;
  const { xwingPublic, ed25519Public, userKind, roles, sites } = user;
  const rights = user.rights.filter((right) => right !== 'freigeben');
  const seq = columns.seqsOfRecord(user.user).at(-1);
  const parent =
    seq === undefined
      ? {}
      : { parent: { entryHash: columns.hashAt(seq).slice(), body: decodeBody(columns.entryAt(seq)!.body) } };
  const fields = { userKind, ed25519Public, xwingPublic, state: 'active', roles, rights, sites };
  const changed = await buildEntry(
    {
      kind: WIRE_KINDS.user,
      schemaVersion: 1,
      record: user.user,
      open: fields,
      ...parent,
      coSigners: [userCoSigner(desk.author)],
    },
    desk.author,
  );
  must(await desk.write([changed]));
  must(await victim.sync());
  expect(await sendRaw(victim, signedBefore)).toBe('RIGHT_MISSING');
});
