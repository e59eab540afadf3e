import { groupKeyRecordId } from '@siegel/akten';
import { Safe, sealNewPerson } from '@siegel/safe';
import {
  type Author,
  type GroupKey,
  groupKeyEntry,
  makeGroupKey,
  openCaseKey,
  platformHasher,
  wrapForUser,
  wrapPreviousVersion,
} from '@siegel/seal';
import {
  appendRequestOfItems,
  type CborValue,
  decodeBody,
  decodeSequence,
  equalBytes,
  hexOf,
  type Id,
  type WrappedKey,
  wrappedKeyOfCbor,
  wrappedKeyToCbor,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FINDING, ILSE, must, type PersonIds, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, liesAbout, shown, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server must not achieve with keys, wraps and entries of its own making, over the real wire against the
// real safe (crypto.md; threat model M3). It has the log key and every public key, and answers what it likes.

let world: HostileWorld;
let practice: Practice;
let other: PersonIds;
let logSeed: Uint8Array;
let victim: Safe;
/** The server in the guise of the victim: its device's name, with keys of the server's own. */
let forger: Author;
let devices = 0;

const WRAPS = 4;
const GROUP_WRAPS = 6;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  other = await practice.addPerson('Lorenz', 'Puls 72');
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
  forger = await forgerOf(victim);
});

/** The victim started again, as it would be with the lie from its first question on. */
const restarted = async (name: string) =>
  must(await Safe.open({ ...victim.given, pages: await practice.pagesIn(`again-${devices}-${name}`) }));
const newPerson = (safe: Safe) =>
  sealNewPerson(safe, { ...ILSE, familienname: 'Neumann' }, { site: practice.founded.founding.site });
/** Wraps that were sent to the server. */
const sentWraps = () =>
  world.proxy
    .askedFor('append')
    .flatMap(({ body }) => appendRequestOfItems(decodeSequence(body)).packets)
    .flatMap(({ wraps }) => wraps);
const groupOf = (safe: Safe, kind: string) =>
  safe.follower.membership.groupsAt(safe.follower.head.size).find(({ groupKind }) => groupKind === kind)!.group;
/** A group key of the server's own, wrapped for the victim, under an id of the server's choice. */
async function ownKey(group: Id, version: number, keyId?: Uint8Array): Promise<{ key: GroupKey; wrap: WrappedKey }> {
  const made = await makeGroupKey({ tenant: practice.founded.given.tenant, group, version });
  const key = keyId === undefined ? made : { ...made, keyId };
  const { user, userKey } = victim.given;
  return { key, wrap: await wrapForUser(key, { user, xwingPublic: userKey.xwing.publicKey }) };
}
const changeGroupWraps = (change: (group: Id, wraps: readonly WrappedKey[]) => readonly WrappedKey[]) =>
  changeItems((items) =>
    items.map((item) => {
      if (item[0] !== GROUP_WRAPS) return item;
      const wraps = change(item[1] as Id, (item[3] as CborValue[]).map(wrappedKeyOfCbor));
      return [GROUP_WRAPS, item[1]!, item[2]!, wraps.map(wrappedKeyToCbor)];
    }),
  );

test('[X5] [SL9] attack 30: wraps exchanged between Akten open nothing', async () => {
  must(await victim.openPerson(hexOf(other.personId)));
  const fresh = await restarted('wraps');
  const taken = new Map<string, CborValue>();
  world.proxy.lieAbout(
    'akten',
    changeItems((items) => {
      for (const item of items) if (item[0] === WRAPS) taken.set(hexOf(item[1] as Id), item[2]!);
      const [first, second] = [...taken.values()];
      return items.map((item) => (item[0] === WRAPS ? [WRAPS, item[1]!, item[2] === first ? second! : first!] : item));
    }),
  );
  const { values, unreadable } = await shown(fresh, practice.personId);
  expect(taken.size).toBe(2);
  expect({ values, unreadable }).toEqual({ values: [], unreadable: ['CONTENT_WITHHELD', 'CONTENT_WITHHELD'] });
  expect(fresh.keys.caseKey(practice.akte)).toBeUndefined();
  world.proxy.beHonest();
  expect((await shown(fresh, practice.personId)).values).toEqual([ILSE, FINDING]);
});

test('[X5] [SL42] attack 31: a group key that nobody entered is not used, alone or beside the true one', async () => {
  const made = new Map<string, GroupKey>();
  const offer = async (group: Id) => {
    const own = await ownKey(group, 9);
    made.set(hexOf(group), own.key);
    return own.wrap;
  };
  const [organisation, site] = [groupOf(victim, 'organisation'), groupOf(victim, 'site')];
  const offered = new Map([
    [hexOf(organisation), await offer(organisation)],
    [hexOf(site), await offer(site)],
  ]);
  world.proxy.lie = liesAbout({ 'group-keys': changeGroupWraps((group) => [offered.get(hexOf(group))!]) });
  expect(await newPerson(await restarted('alone'))).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  expect(sentWraps()).toEqual([]);
  const beside = changeGroupWraps((group, wraps) => [offered.get(hexOf(group))!, ...wraps]);
  world.proxy.lie = liesAbout({ 'group-keys': beside });
  const safe = await restarted('beside');
  const sealed = must(await newPerson(safe));
  must(await safe.write(sealed.packets));
  expect(sentWraps()).toHaveLength(2);
  for (const wrap of sentWraps()) {
    const own = made.get(hexOf(wrap.wrapperId))!;
    expect(equalBytes(wrap.wrapperKeyId, own.keyId)).toBe(false);
    for (const akte of [sealed.personId, sealed.akte])
      expect(await openCaseKey(wrap, { tenant: own.tenant, akte, version: 1 }, own)).toBeUndefined();
  }
});

test('[X5] [SL42] attack 32: a key entry of the server making brings its group key to nobody', async () => {
  const group = groupOf(victim, 'organisation');
  const { key, wrap } = await ownKey(group, 2);
  const seq = victim.follower.columns.seqsOfRecord(groupKeyRecordId(group, platformHasher.sha256)).at(-1)!;
  const parent = {
    entryHash: victim.follower.columns.hashAt(seq).slice(),
    body: decodeBody(victim.follower.columns.entryAt(seq)!.body),
  };
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge(
    [await groupKeyEntry(key, { members: [victim.given.user], wraps: [], parent }, forger)],
    forger,
    victim,
  );
  const lieAboutKeys = liesAbout({ 'group-keys': changeGroupWraps((_, wraps) => [wrap, ...wraps]) });
  world.proxy.lie = (asked, honest) => (asked.path === 'group-keys' ? lieAboutKeys : journal.lie)(asked, honest);
  const safe = await restarted('entry');
  expect([...safe.attributions.heldBack.values()]).toEqual(['STATEMENT_SIGNATURE_WRONG']);
  const sealed = must(await newPerson(safe));
  const wraps = sealed.packets.flatMap((packet) => packet.wraps);
  expect(wraps.some((each) => equalBytes(each.wrapperKeyId, key.keyId))).toBe(false);
});

test('[X5] [SL1] attack 33: another key under the id of the true one is not used', async () => {
  const lies = new Map<string, WrappedKey>();
  for (const kind of ['organisation', 'site']) {
    const group = groupOf(victim, kind);
    lies.set(hexOf(group), (await ownKey(group, 1, victim.keys.groupKey(group)!.keyId)).wrap);
  }
  world.proxy.lie = liesAbout({ 'group-keys': changeGroupWraps((group) => [lies.get(hexOf(group))!]) });
  const safe = await restarted('same-id');
  expect(await newPerson(safe)).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  expect(await shown(safe, practice.personId)).toEqual({
    values: [],
    unreadable: ['CONTENT_WITHHELD', 'CONTENT_WITHHELD'],
  });
  expect(sentWraps()).toEqual([]);
});

test('[X5] [SL9] attack 34: wraps relabelled or flipped open nothing', async () => {
  const changes: ((wrap: WrappedKey) => WrappedKey)[] = [
    (wrap) => ({ ...wrap, bytes: wrap.bytes.with(20, wrap.bytes[20]! ^ 1) }),
    (wrap) => ({ ...wrap, bytes: wrap.bytes.subarray(0, wrap.bytes.length - 1) }),
    (wrap) => ({ ...wrap, wrapperKeyId: wrap.wrappedKeyId }),
    (wrap) => ({ ...wrap, wrappedKeyId: wrap.wrapperKeyId }),
    (wrap) => ({ ...wrap, compartment: 0 }),
    (wrap) => ({ ...wrap, wrapper: 3 }),
  ];
  for (const [at, change] of changes.entries()) {
    world.proxy.beHonest();
    const safe = await restarted(`relabelled-${at}`);
    world.proxy.lieAbout(
      'akten',
      changeItems((items) =>
        items.map((item) => {
          if (item[0] !== WRAPS) return item;
          const wraps = (item[2] as CborValue[]).map((wrap) => wrappedKeyToCbor(change(wrappedKeyOfCbor(wrap))));
          return [WRAPS, item[1]!, wraps];
        }),
      ),
    );
    expect((await shown(safe, practice.personId)).values, String(change)).toEqual([]);
  }
});

test('[X5] [SL42] attack 35: withholding the newest group key makes nobody seal under the older one', async () => {
  const desk = practice.desk;
  must(await desk.sync());
  const older = desk.keys.groupKey(groupOf(desk, 'site'))!;
  const newer = await makeGroupKey({ tenant: older.tenant, group: older.group, version: older.version + 1 });
  const { columns } = desk.follower;
  const seq = columns.seqsOfRecord(groupKeyRecordId(older.group, platformHasher.sha256)).at(-1)!;
  const parent = { entryHash: columns.hashAt(seq).slice(), body: decodeBody(columns.entryAt(seq)!.body) };
  const { user, userKey } = desk.given;
  const wraps = [
    await wrapForUser(newer, { user, xwingPublic: userKey.xwing.publicKey }),
    await wrapPreviousVersion(older, newer),
  ];
  must(await desk.write([await groupKeyEntry(newer, { members: [user], wraps, parent }, desk.author)]));
  const withoutNewest = changeGroupWraps((_, all) => all.filter((wrap) => !equalBytes(wrap.wrappedKeyId, newer.keyId)));
  world.proxy.lie = liesAbout({ 'group-keys': withoutNewest });
  must(await victim.sync());
  for (const safe of [victim, await restarted('older')]) {
    expect(await newPerson(safe)).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
    // What lies under the older key stays readable.
    expect((await shown(safe, practice.personId)).values).toEqual([ILSE, FINDING]);
  }
  world.proxy.beHonest();
  const sealed = must(await newPerson(await restarted('newer')));
  const wrappers = sealed.packets.flatMap((packet) => packet.wraps.map(({ wrapperKeyId }) => hexOf(wrapperKeyId)));
  expect(wrappers).toContain(hexOf(newer.keyId));
});
