import type { SafeStatus } from '@siegel/safe';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SafeService } from '../../keyed/safe/src/worker/safe-service.ts';
import { must, PASSWORD, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// The service a browser's worker runs, whose WebSocket ends at the liar: what is pushed and what is fetched need not agree.

let world: HostileWorld;
let practice: Practice;
let service: SafeService;
let status: SafeStatus;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  service = new SafeService({
    origin: world.proxy.url,
    fetch,
    devices: { read: async () => undefined, write: async () => undefined },
    pagesOf: (account) => practice.pagesIn(`worker-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  service.watchStatus((now) => (status = now));
  const wish = { account: 'lindner', password: PASSWORD, recoveryCode: practice.founded.recoveryCode };
  must(await service.signInWithRecoveryCode(wish));
  const lookedBefore = world.proxy.askedFor('journal').length;
  // The socket opens a moment after the sign-in; then the service looks once by itself.
  await vi.waitFor(() => expect(world.proxy.pushes.listeners).toBe(1));
  await vi.waitFor(() => expect(world.proxy.askedFor('journal').length).toBeGreaterThan(lookedBefore));
}, 60_000);

afterAll(async () => {
  await service.signOut();
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
  const before = status.journalSize;
  world.proxy.lieAbout(
    'journal',
    changeItems((items) => items.filter((_, at) => at !== items.length - 1)),
  );
  world.proxy.pushes.push(head(before + 1));
  await expect.poll(() => status.phase).toBe('refused');
  expect(status).toMatchObject({ refusal: 'PROOF_WRONG', journalSize: before });
  // What was seen before the lie stays readable, and says so.
  world.proxy.beHonest();
  const view = must(await service.openPerson(hexOf(practice.personId)));
  expect(view.eintraege.length).toBeGreaterThan(0);
});
