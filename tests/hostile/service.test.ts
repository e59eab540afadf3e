import { type Safe, type SafeApi, type SafeStatus, sealEintrag } from '@siegel/safe';
import { buildAkte } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EMPTY_BROWSER } from '../../keyed/safe/test-support/empty-browser.ts';
import { createSafeService } from '../../keyed/safe/src/worker/safe-service.ts';
import { FINDING, must, PASSWORD, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// The service a browser's worker runs, whose WebSocket ends at the liar: what is pushed and what is fetched need not agree.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let service: SafeApi;
let status: SafeStatus;
const services: SafeApi[] = [];

async function aService(): Promise<SafeApi> {
  const made = createSafeService({
    origin: world.proxy.url,
    fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => practice.pagesIn(`worker-${account}-${services.length}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  services.push(made);
  const wish = { account: 'lindner', password: PASSWORD };
  must(await made.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
  return made;
}

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
  service = await aService();
  service.watchStatus((now) => (status = now));
  // The socket opens at about the time of the sign-in, and the service looks by itself: until it has seen everything.
  await vi.waitFor(() => expect(world.proxy.pushes.listeners).toBe(1));
  let seen = 0;
  await vi.waitFor(
    () => {
      const before = seen;
      seen = status.journalSize;
      // What the device fetches after its sign-in writes deliveries: each push makes it look once more.
      world.proxy.pushes.push(head(seen + 1_000));
      expect(seen).toBe(before);
    },
    { interval: 700, timeout: 15_000 },
  );
  await new Promise((resolve) => setTimeout(resolve, 700));
}, 60_000);

afterAll(async () => {
  for (const each of services) await each.signOut();
  await world.end();
});

const head = (size: number, more: object = {}) =>
  JSON.stringify({ type: 'head', size, checkpoint: `siegel/erfunden\n${size}\nAAAA\n\n-- Server AAAA\n`, ...more });

test('[X5] [SY26] attack 62: pushed heads that are not so change nothing that is shown', async () => {
  const { journalSize } = status;
  world.proxy.beHonest();
  for (const noise of ['', '{', '[]', head(-1), head(journalSize + 5, { text: 'x' }), '{"type":"stop"}', head(1)])
    world.proxy.pushes.push(noise);
  world.proxy.pushes.push(head(journalSize + 1_000));
  // The only effect of a push is that the client looks itself.
  await expect.poll(() => world.proxy.askedFor('journal').length).toBe(1);
  expect(status).toMatchObject({ phase: 'ready', journalSize });
  await practice.addPerson('Lorenz', 'Puls 72');
  world.proxy.pushes.push(head(journalSize + 1));
  await expect.poll(() => status.journalSize).toBeGreaterThan(journalSize + 1);
  expect(status.phase).toBe('ready');
});

test('[X5] [SY26] [JN21] attack 63: a true push and a false answer stop the client with the reason', async () => {
  await practice.addPerson('Neumann', 'Puls 80');
  world.proxy.lieAbout(
    'journal',
    changeItems((items) => items.filter((_, at) => at !== items.length - 1)),
  );
  // The client also looks by itself: what it had seen counts from the lie on.
  const before = status.journalSize;
  world.proxy.pushes.push(head(before + 1));
  await expect.poll(() => status.phase).toBe('refused');
  expect(status).toMatchObject({ refusal: 'PROOF_WRONG', journalSize: before });
  // What was seen before the lie stays readable, and says so.
  world.proxy.beHonest();
  const view = must(await service.openPerson(hexOf(practice.personId)));
  expect(view.eintraege.length).toBeGreaterThan(0);
});

test('[X5] [SF6] attack 64: a view names what was withheld or invented, without text, author or excuse', async () => {
  world.proxy.beHonest();
  const forger = await forgerOf(practice.desk);
  const eintrag = { kind: 'note', value: { ...FINDING, text: 'vom Server erfunden' } };
  const { packet } = await sealEintrag({ author: forger } as Safe, eintrag, practice.eintraege);
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([packet], forger, practice.desk);
  // And a key entry that would have the Akte be for nobody.
  const wish = { ...practice.eintraege, person: practice.personId, stammakte: false, groups: [] };
  await journal.forge([(await buildAkte(wish, forger)).packet], forger, practice.desk);
  const withoutWraps = changeItems((items) => items.filter(([kind]) => kind !== 4));
  const withoutNames = changeItems((items) => items.filter(([kind]) => kind !== 5));
  world.proxy.lie = async (asked, honest) => {
    if (asked.path === 'akten') return withoutWraps(await honest());
    return asked.path === 'group-keys' ? withoutNames(await honest()) : journal.lie(asked, honest);
  };
  const lied = await aService();
  let counted = 0;
  lied.watchStatus(({ quarantined }) => (counted = quarantined));
  await expect.poll(() => counted).toBe(2);
  const view = must(await lied.openPerson(hexOf(practice.personId)));
  const rows = view.eintraege.map(({ value, summary, author }) => ({ value, summary, author }));
  // Nobody kept a key from this user by right: "no key for you" would be a lie.
  expect(rows).toEqual([{ value: { unreadable: 'CONTENT_WITHHELD' }, summary: '', author: '' }]);
  expect(JSON.stringify(view)).not.toContain('erfunden');
});
