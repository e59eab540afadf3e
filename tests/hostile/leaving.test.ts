import { type Safe, sealEintrag } from '@siegel/safe';
import { buildNextCaseKey, openCaseKey } from '@siegel/seal';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { spawnServer } from '@siegel/testing';
import {
  type CborValue,
  decodeBody,
  equalBytes,
  hexOf,
  type Id,
  WIRE_KINDS,
  type WrappedKey,
  wrappedKeyOfCbor,
  wrappedKeyToCbor,
  WRAPPER,
} from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { removeColleague } from '../../keyed/safe/src/people/remove-colleague.ts';
import { renewAkten } from '../../keyed/safe/src/renewal/renew-akten.ts';
import { namedCaseKey } from '../../keyed/safe/src/renewal/named-case-key.ts';
import { writingKey } from '../../keyed/safe/src/renewal/writing-key.ts';
import { sealNextVersion } from '../../keyed/safe/src/safe/write-records.ts';
import { joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server, and whoever has left and gets hold of its bytes, must not achieve when keys are renewed after somebody left
// (crypto.md flow 4; threat model M3, M7).

const WRAPS = 4;

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
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
  victim = await practice.enter(`leaving-${devices++}`);
  must(await victim.openPerson(hexOf(practice.personId)));
});

/** Somebody who could open everything leaves, behind the victim's back. */
async function somebodyLeaves() {
  const gone = await joinPractice(practice);
  must(await gone.safe.openPerson(hexOf(practice.personId)));
  must(await victim.sync());
  must(await practice.desk.sync());
  must(await removeColleague(practice.desk, gone.user));
  return gone;
}

/** The next version of the key of the first Akte, as the victim would make it with what it knows. */
async function nextKey() {
  const named = namedCaseKey(victim, practice.akte)!;
  const { columns } = victim.follower;
  const body = decodeBody(columns.entryAt(named.seq)!.body);
  const groups = named.groups.map((group) => victim.keys.groupKey(group)!);
  const before = { version: named.version, parent: { entryHash: columns.hashAt(named.seq).slice(), body } };
  return buildNextCaseKey({ ...named, groups }, before, victim.author);
}

test('[X5] [IV40] attack 122: a device from which a removal is hidden renews nothing under the old group key', async () => {
  await somebodyLeaves();
  const { packet } = await nextKey();
  // The honest server refuses it, as every other device would.
  expect(await renewAkten(victim, [practice.akte])).toMatchObject({ ok: false, error: { code: 'ENTRY_STALE' } });
  // A server that takes it in all the same is found out by whoever follows.
  const witness = await practice.enter(`witness-${devices}`);
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge([packet], victim.author, victim);
  world.proxy.lie = forged.lie;
  must(await witness.sync());
  const seq = witness.follower.columns.size - 1;
  expect(witness.follower.columns.kindAt(seq)).toBe(WIRE_KINDS.caseKey);
  expect(await witness.attributions.faultOf(seq)).toBe('ENTRY_STALE');
  expect(namedCaseKey(witness, practice.akte)?.seq).toBeLessThan(seq);
  expect(witness.renewals.isDue(practice.akte)).toBe(true);
});

test('[X5] [IV42] attack 123: with the newest case key withheld, nothing is written under the older one', async () => {
  const gone = await somebodyLeaves();
  const known = gone.safe.keys.caseKey(practice.akte)!;
  must(await writingKey(practice.desk, practice.akte));
  must(await victim.sync());
  const older = victim.keys.caseKey(practice.akte)!;
  expect(older.keyId).toEqual(known.keyId);
  const isNewest = ({ wrappedKeyId }: WrappedKey) => !equalBytes(wrappedKeyId, older.keyId);
  world.proxy.lieAbout(
    'akten',
    changeItems((items) =>
      items.map((item) => {
        if (item[0] !== WRAPS) return item;
        const wraps = (item[2] as CborValue[]).map(wrappedKeyOfCbor).filter((wrap) => !isNewest(wrap));
        return [WRAPS, item[1]!, wraps.map(wrappedKeyToCbor)];
      }),
    ),
  );
  const value = { behandlungstag: '2026-11-22', text: 'geheim nach dem Abschied' };
  const refused = { ok: false, error: { code: 'CONTENT_WITHHELD' } };
  expect(await sealNextVersion(victim, practice.finding, value)).toMatchObject(refused);
  expect(await writingKey(victim, practice.akte)).toMatchObject(refused);
  world.proxy.beHonest();
  expect(must(await writingKey(victim, practice.akte)).keyId).not.toEqual(older.keyId);
});

test('[S11] [X5] [IV41] attack 124: who left opens nothing written since, with all bytes of the server and all keys they had', async () => {
  const gone = await somebodyLeaves();
  const { desk } = practice;
  const key = must(await writingKey(desk, practice.akte));
  const value = { behandlungstag: '2026-11-22', text: 'nach dem Abschied' };
  const made = await sealEintrag(desk, { kind: 'note', value }, { ...practice.eintraege, key });
  must(await desk.write([made.packet]));
  must(await desk.sync());
  const wraps = await copiedWraps(practice.akte);
  const held = desk.follower.membership
    .groupsAt(desk.follower.head.size)
    .flatMap(({ group }) => desk.follower.membership.groupKeyVersions(group))
    .flatMap(({ keyId }) => gone.safe.keys.groupKeyOfId(keyId) ?? []);
  const opened: string[] = [];
  for (const wrap of wraps)
    for (const group of held)
      for (let version = 1; version <= key.version; version++) {
        const place = { tenant: desk.given.tenant, akte: practice.akte, version };
        const found = await openCaseKey(wrap, place, group);
        if (found !== undefined) opened.push(hexOf(found.keyId));
      }
  // What they could open before they can still open: nothing takes that back. What came since does not open.
  expect(opened.length).toBeGreaterThan(0);
  expect(opened).not.toContain(hexOf(key.keyId));
  expect(wraps.some(({ wrappedKeyId }) => equalBytes(wrappedKeyId, key.keyId))).toBe(true);
});

/** All wraps of an Akte, from the database files of the server. It is stopped for it and started again. */
async function copiedWraps(akte: Id): Promise<readonly WrappedKey[]> {
  const { directory, boxKeyFile } = world.server;
  await world.server.end('SIGTERM');
  const engine = createSqliteEngine({ directory, boxKey: must(await readBoxKeyFile(boxKeyFile)) });
  const store = must(await engine.openTenant(practice.founded.given.tenant));
  const content = await store.contentOfAkte(akte, { history: true });
  await engine.close();
  world.server = await spawnServer({ directory, boxKeyFile });
  world.proxy.target = world.server.url;
  return (content?.wraps ?? []).filter(({ wrapper }) => wrapper === WRAPPER.group);
}
