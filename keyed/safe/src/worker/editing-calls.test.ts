import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { EditingSign } from '../channel/editing-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { EditingSigns } from './editing-signs.ts';

let world: ServiceWorld;
let desk: SafeApi;
let seen: readonly EditingSign[] = [];

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk');
  must(await desk.openPerson(world.personId));
  desk.watchEditing((now) => (seen = now));
}, 60_000);
afterAll(() => world.end());

/** What another device of the practice is said to do. */
function push(record: string, editing: boolean): void {
  const device = hexOf(world.practice.desk.given.device.device);
  world.proxy.pushes.push(JSON.stringify({ type: 'presence', record, device, editing }));
}

test('[AT53] tells the server ids and nothing else', async () => {
  world.proxy.beHonest();
  const finding = hexOf(world.practice.finding);
  await desk.announceEditing(finding, true);
  const [asked] = world.proxy.askedFor('presence');
  const akte = hexOf(world.practice.akte);
  expect(JSON.parse(Buffer.from(asked?.body ?? []).toString())).toEqual({ akte, record: finding, editing: true });
});

test('[AT53] shows who changes an Eintrag or Stammdaten, and that it is over', async () => {
  const finding = hexOf(world.practice.finding);
  const stamm = world.practice.desk.records
    .recordsOfAkte(world.practice.personId)
    .find(({ newest }) => newest.body.kind === 64);
  push(finding, true);
  await expect.poll(() => seen).toEqual([{ recordId: finding, who: 'Dr. Jana Lindner' }]);
  push(hexOf(stamm?.newest.body.record ?? new Uint8Array(16)), true);
  await expect.poll(() => seen.map(({ recordId }) => recordId)).toEqual([finding, world.personId]);
  push(finding, false);
  await expect.poll(() => seen.map(({ recordId }) => recordId)).toEqual([world.personId]);
  push('ab'.repeat(16), true);
  push(finding, true);
  await expect.poll(() => seen.map(({ recordId }) => recordId)).toEqual([world.personId, finding]);
});

test('[AT53] forgets what was not repeated for 30 s', () => {
  let now = 0;
  const signs = new EditingSigns(() => now);
  signs.heard({ type: 'presence', record: 'r', device: 'd', editing: true });
  now = 29_999;
  expect(signs.all).toHaveLength(1);
  now = 30_000;
  expect(signs.all).toEqual([]);
  signs.forget();
});
