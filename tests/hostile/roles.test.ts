import { roleRecordId } from '@siegel/akten';
import { enterMirrorUser, makeMirrorUserKeys, Safe } from '@siegel/safe';
import {
  type Author,
  buildEntry,
  platformHasher,
  platformRandom,
  userCoSigner,
  userFields,
  userHalves,
} from '@siegel/seal';
import { type CborValue, decodeBody, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeRole } from '../../keyed/safe/src/roles/change-role.ts';
import { beginHouse } from '../../keyed/safe/src/roles/complete-house.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server must not achieve with roles: an older version of one shown as the newest, and one of its own making or of
// somebody who may not make any (docs/spec/roles.md; threat model M3).

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  must(await beginHouse(practice.desk, 'de'));
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
});

const assistant = (): Id => roleRecordId(practice.desk.given.tenant, 'assistant', platformHasher.sha256);
const rightsOf = (safe: Safe, role = assistant()) =>
  safe.follower.membership.roleAt(role, safe.follower.head.size)?.rights;

type Item = readonly CborValue[];

/** A lie about the newest version of the role: `change` sees it and the version before. */
const aboutNewest = (change: (newest: Item, before: Item) => Item) =>
  changeItems((items) => {
    const isVersion = (item: Item) =>
      item[0] === 3 && hexOf(decodeBody(item[2] as Uint8Array).record) === hexOf(assistant());
    const versions = items.filter(isVersion);
    const [before, newest] = versions.slice(-2);
    return before === undefined || newest === undefined
      ? items
      : items.map((item) => (item === newest ? change(newest, before) : item));
  });

test('[X5] [RO2] [JN22] attack 117: an older version of a role is never shown as the newest', async () => {
  const wish = { name: 'MFA', rights: ['read-records'] };
  must(await victim.sync());
  const before = rightsOf(victim);
  expect(before).toContain('write-records');
  must(await changeRole(practice.desk, assistant(), wish));
  const lies = [
    // The open fields of before beside the body of now.
    [aboutNewest((newest, older) => [3, newest[1]!, newest[2]!, older[3]!]), 'OPEN_FIELDS_MISMATCH'],
    // Nothing beside it, as after an erasure.
    [aboutNewest((newest) => [3, newest[1]!, newest[2]!, null]), 'CONTENT_WITHHELD'],
    // The whole entry of before in its place.
    [aboutNewest((newest, older) => [3, newest[1]!, older[2]!, older[3]!]), undefined],
  ] as const;
  for (const [lie, code] of lies) {
    world.proxy.lieAbout('journal', lie);
    const pages = await practice.pagesIn(`fresh-${devices++}`);
    const opened = await Safe.open({ ...victim.given, pages });
    expect(opened).toMatchObject({ ok: false, ...(code !== undefined && { error: { code } }) });
  }
  // Kept from it altogether: what was pinned is not followed by anything else.
  const journal = new ForgedJournal(world, logSeed);
  world.proxy.beHonest();
  must(await victim.sync());
  expect(rightsOf(victim)).toEqual(['read-records']);
  const size = practice.desk.follower.columns.seqsOfRecord(assistant()).at(-1) ?? 0;
  world.proxy.lie = async (asked, honest) => {
    await journal.cutAt(size, asked);
    return journal.lie(asked, honest);
  };
  expect(await victim.sync()).toMatchObject({ ok: false });
  expect(rightsOf(victim)).toEqual(['read-records']);
});

test('[X5] [RO2] [JN8] [JN11] attack 118: a role that nobody with the right has signed gives nothing', async () => {
  const { desk } = practice;
  const keys = await makeMirrorUserKeys();
  const account = `helfer${devices}`;
  const place = { account, password: 'Lindenhof im Regen 7', name: 'Helfer', pages: await practice.pagesIn(account) };
  const { device, user, userKey, tenant } = must(await enterMirrorUser(desk, place, keys));
  must(await victim.sync());
  // A true member who may not administer, and hands the server whatever it wants signed.
  const member: Author = { tenant, user, userKey, device, now: Date.now };
  const forger = await forgerOf(victim);
  const own = platformRandom(16) as Id;
  const everything = ['administer', 'read-records', 'write-records', 'erase'];
  const role = (by: Author, record: Id, parent?: Parameters<typeof buildEntry>[0]['parent']) =>
    buildEntry(
      {
        kind: WIRE_KINDS.role,
        schemaVersion: 1,
        record,
        open: { rights: everything, state: 'active' },
        coSigners: [userCoSigner(by)],
        ...(parent !== undefined && { parent }),
      },
      by,
    );
  const { columns } = victim.follower;
  const versionOf = (record: Id) => {
    const seq = columns.seqsOfRecord(record).at(-1) ?? 0;
    return { entryHash: columns.hashAt(seq).slice(), body: decodeBody(columns.entryAt(seq)!.body) };
  };
  const withRole = await buildEntry(
    {
      kind: WIRE_KINDS.user,
      schemaVersion: 1,
      record: user,
      parent: versionOf(user),
      open: userFields(userHalves(userKey), {
        rights: ['mirror', 'read-records'],
        sites: [],
        roles: [own],
        userKind: 'service',
      }),
      coSigners: [userCoSigner(member)],
    },
    member,
  );
  const before = [...victim.follower.membership.rightsAt(user, victim.follower.head.size)];
  const known = rightsOf(victim);
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([await role(forger, own)], forger, victim);
  await journal.forge([await role(member, own)], member, victim);
  await journal.forge([await role(member, assistant(), versionOf(assistant()))], member, victim);
  await journal.forge([withRole], member, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  await victim.attributions.continueInIdleTime(1_000);
  const { membership, head } = victim.follower;
  expect(membership.roleAt(own, head.size)).toBeUndefined();
  expect(rightsOf(victim)).toEqual(known);
  expect([...membership.rightsAt(user, head.size)]).toEqual(before);
  expect([...victim.attributions.heldBack.values()].toSorted()).toEqual([
    'RIGHT_MISSING',
    'RIGHT_MISSING',
    'RIGHT_MISSING',
    'STATEMENT_SIGNATURE_WRONG',
  ]);
});
