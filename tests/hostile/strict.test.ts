import { policyRecordId } from '@siegel/akten';
import { Safe, sealNewPerson } from '@siegel/safe';
import { buildNextCaseKey, isUnreadable, platformHasher } from '@siegel/seal';
import { type CborValue, decodeBody, type EntryPacket, hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { renewAkten } from '../../keyed/safe/src/renewal/renew-akten.ts';
import { namedCaseKey } from '../../keyed/safe/src/renewal/named-case-key.ts';
import { runRenewals } from '../../keyed/safe/src/renewal/renewal-pass.ts';
import { groupOfKind } from '../../keyed/safe/src/roles/change-group.ts';
import { completeGroups } from '../../keyed/safe/src/roles/complete-house.ts';
import { akteAtSite } from '../../keyed/safe/src/safe/akte-at-site.ts';
import { sealNextVersion } from '../../keyed/safe/src/safe/write-records.ts';
import { addSite } from '../../keyed/safe/src/sites/change-sites.ts';
import { setStrictMode } from '../../keyed/safe/src/strict/strict-mode.ts';
import { type Colleague, joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { openedBy, takeDatabase } from '../../keyed/safe/test-support/copied-database.ts';
import { ILSE, must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server, alone or with somebody of another site, must not achieve against strict mode (docs/spec/sites.md, BS20 to
// BS28; threat model M3, M6).

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let north: Id;
/** Works in the Zweigstelle alone. */
let berta: Colleague;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
  const { desk } = practice;
  must(await completeGroups(desk, 'de'));
  north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
  berta = await joinPractice(practice, { sites: [north] });
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  must(await practice.desk.sync());
});

async function runPass(safe: Safe): Promise<void> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  const given = { isStopped: () => false, follow: () => safe.sync(), pause, onProgress: () => undefined };
  must(await runRenewals(safe, given));
}

/** The server takes packets in although it knows better. @returns a device that follows, and the seqs they stand at. */
async function takenIn(packets: readonly EntryPacket[], forger: Safe) {
  const forged = new ForgedJournal(world, logSeed);
  await forged.forge(packets, forger.author, forger);
  const witness = await practice.enter(`witness-${devices++}`);
  world.proxy.lie = forged.lie;
  must(await witness.sync());
  const { size } = witness.follower.columns;
  return { witness, seqs: packets.map((_, i) => size - packets.length + i) };
}

test('[X5] [F5] [BS22] attack 128: a device from which the switch is hidden founds nobody for the whole house', async () => {
  const { desk } = practice;
  const stale = await practice.enter(`stale-${devices++}`);
  must(await setStrictMode(desk, true, 'de'));
  const { site } = practice.founded.founding;
  const made = must(await sealNewPerson(stale, { ...ILSE, familienname: 'Verborgen' }, { site }));
  // The honest server refuses it, and so does every device that is shown it all the same.
  expect(await stale.outbox.sendUnkept(made.packets)).toMatchObject({ error: { code: 'WRAPPED_TOO_WIDE' } });
  const { witness, seqs } = await takenIn(made.packets, stale);
  expect(await witness.attributions.faultOf(seqs[0]!)).toBe('WRAPPED_TOO_WIDE');
  const proven = await witness.provenAkten(hexOf(made.personId));
  expect(proven.filter(({ stammakte }) => stammakte)).toEqual([]);
});

test('[X5] [F5] [BS20] attack 129: a server does not switch strict mode off by the open fields of before, or by leaving them out', async () => {
  const record = hexOf(policyRecordId(practice.desk.given.tenant, platformHasher.sha256));
  const about = (fields: (item: readonly CborValue[]) => CborValue) =>
    changeItems((items) =>
      items.map((item) =>
        item[0] === 3 && hexOf(decodeBody(item[2] as Uint8Array).record) === record
          ? [3, item[1]!, item[2]!, fields(item)]
          : item,
      ),
    );
  const lies = [about(() => null), about((item) => [(item[3] as CborValue[])[0]!, new Uint8Array([0xa0])])];
  for (const lie of lies) {
    world.proxy.lieAbout('journal', lie);
    const pages = await practice.pagesIn(`fresh-${devices++}`);
    expect(await Safe.open({ ...berta.given, pages })).toMatchObject({ ok: false });
  }
});

test('[X5] [F5] [BS24] attack 130: an Akte that somebody of another site invents earns that site no key', async () => {
  const { desk } = practice;
  await runPass(desk);
  must(await berta.safe.sync());
  const { packets } = must(await akteAtSite(berta.safe, hexOf(practice.personId), { site: north }));
  expect(await berta.safe.outbox.sendUnkept(packets)).toMatchObject({ error: { code: 'AKTE_ELSEWHERE' } });
  const { witness, seqs } = await takenIn(packets, berta.safe);
  // Wanted at first sight; whoever would wrap asks before that who founded the Akte.
  expect(await renewAkten(witness, [practice.personId])).toEqual({ ok: true, value: 0 });
  expect(await witness.attributions.faultOf(seqs[0]!)).toBe('AKTE_ELSEWHERE');
  expect(witness.renewals.isDue(practice.personId)).toBe(false);
});

test('[X5] [F5] [BS22] [BS23] attack 131: a Stammakte wrapped for the house again is held back, and the narrow key goes on', async () => {
  const { desk } = practice;
  must(await desk.openPerson(hexOf(practice.personId)));
  const named = namedCaseKey(desk, practice.personId)!;
  const { columns } = desk.follower;
  const parent = { entryHash: columns.hashAt(named.seq).slice(), body: decodeBody(columns.entryAt(named.seq)!.body) };
  const groups = [desk.keys.groupKey(groupOfKind(desk, 'records')!.group)!];
  const before = { version: named.version, parent };
  const { packet } = await buildNextCaseKey({ ...named, groups, partGroups: [] }, before, desk.author);
  expect(await desk.outbox.sendUnkept([packet])).toMatchObject({ ok: false });
  const { witness, seqs } = await takenIn([packet], desk);
  expect(await witness.attributions.faultOf(seqs[0]!)).toBeDefined();
  expect(namedCaseKey(witness, practice.personId)?.seq).toBe(named.seq);
});

test('[X5] [F5] [BS23] attack 132: wraps of before, kept and served again, open what was before and nothing written since', async () => {
  const { desk } = practice;
  must(await setStrictMode(desk, false, 'de'));
  await runPass(desk);
  const before = await takeDatabase(world, desk.given.tenant);
  must(await setStrictMode(desk, true, 'de'));
  await runPass(desk);
  must(await desk.openPerson(hexOf(practice.personId)));
  const person = desk.records.recordsOfAkte(practice.personId).find(({ newest }) => newest.body.parts.length > 0)!;
  must(
    await desk.write([
      must(await sealNextVersion(desk, person.newest.body.record, { ...ILSE, cave: 'Latex', familienname: 'Neu' })),
    ]),
  );
  must(await desk.sync());
  const after = await takeDatabase(world, desk.given.tenant);
  must(await berta.safe.sync());
  // The claim is about what the server deletes: a server that kept the wraps serves them to whoever holds the old group keys.
  const kept = { ...after, wraps: [...after.wraps, ...before.wraps] };
  const newest = Math.max(...after.envelopes.map(({ seq }) => seq));
  const opened = await openedBy(berta.safe, kept, practice.personId);
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.some((part) => part.startsWith(`${newest} `))).toBe(false);
  expect(await openedBy(berta.safe, after, practice.personId)).toEqual([]);
  const own = must(await desk.openPerson(hexOf(practice.personId)));
  expect(own.some(({ opened: each }) => isUnreadable(each))).toBe(false);
});
