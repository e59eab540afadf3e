import { type Safe, sealEintrag } from '@siegel/safe';
import { buildEntry, platformRandom } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { createSafeService } from '../../keyed/safe/src/worker/safe-service.ts';
import { EMPTY_BROWSER } from '../../keyed/safe/test-support/empty-browser.ts';
import { must, PASSWORD, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a colleague has written with a newer program, as a program of today meets it: true entries, signed by a member, of a kind
// that does not exist here yet.

const LATER_KIND = 4_000;

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let reader: Safe;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  reader = await practice.enter(`reader-${hexOf(platformRandom(4))}`);
});

test('[OF13] an entry of a later kind is no failed check, and what stands around it is read', async () => {
  const { desk, eintraege, personId } = practice;
  must(await desk.sync());
  must(await reader.sync());
  const { akte, site } = eintraege;
  const later = await buildEntry(
    { kind: LATER_KIND, schemaVersion: 1, record: platformRandom(16), akte, site },
    desk.author,
  );
  const note = { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'dahinter' } };
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([later], desk.author, desk);
  await journal.forge([(await sealEintrag(desk, note, eintraege)).packet], desk.author, desk);
  world.proxy.lie = journal.lie;
  must(await reader.sync());
  await reader.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  const { attributions } = reader;
  expect([...attributions.heldBack.values()]).toEqual(['PROGRAM_OUTDATED']);
  expect([attributions.failed, attributions.hasNewer]).toEqual([0, true]);
  expect(must(await reader.openPerson(hexOf(personId))).length).toBe(3);
});

test('[OF13] an entry of an unknown kind that no member has signed is a failed check all the same', async () => {
  const { desk, eintraege } = practice;
  const forger = await forgerOf(reader);
  const { akte, site } = eintraege;
  const invented = await buildEntry(
    { kind: LATER_KIND, schemaVersion: 1, record: platformRandom(16), akte, site },
    forger,
  );
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([invented], forger, reader);
  must(await desk.sync());
  world.proxy.lie = journal.lie;
  must(await reader.sync());
  await reader.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  expect([...reader.attributions.heldBack.values()]).toEqual(['STATEMENT_SIGNATURE_WRONG']);
  expect([reader.attributions.failed, reader.attributions.hasNewer]).toEqual([1, false]);
});

test('[OF13] the status says that Siegel is to be loaded anew, raises no alarm, and what is known goes on', async () => {
  const { desk, eintraege, personId, founded } = practice;
  must(await desk.sync());
  const { akte, site } = eintraege;
  const service = createSafeService({
    origin: world.proxy.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: () => practice.pagesIn('newer-service'),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  let status = INITIAL_STATUS;
  service.watchStatus((now) => (status = now));
  const wish = { account: 'lindner', password: PASSWORD };
  must(await service.signInWithSlot(wish, { recoveryCode: founded.recoveryCode }));
  // The sign-in of an administrator makes the groups that are missing (RO11): what is forged stands behind that.
  await expect
    .poll(
      async () => {
        await service.sendWaiting();
        must(await desk.sync());
        const { membership, head } = desk.follower;
        return (
          membership.groupsAt(head.size).some(({ groupKind }) => groupKind === 'dpo') &&
          status.journalSize === head.size
        );
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  const draft = { kind: LATER_KIND, schemaVersion: 1, record: platformRandom(16), akte, site };
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([await buildEntry(draft, desk.author)], desk.author, desk);
  world.proxy.lie = journal.lie;
  await service.sendWaiting();
  await expect.poll(() => status.versionGap, { timeout: 15_000 }).toBe('PROGRAM_OUTDATED');
  expect(status).toMatchObject({ phase: 'ready', quarantined: 0 });
  expect((await service.openPerson(hexOf(personId))).ok).toBe(true);
  await service.lock();
});
