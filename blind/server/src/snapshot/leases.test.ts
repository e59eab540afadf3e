import { hexOf } from '@siegel/wire';
import { expect, test } from 'vitest';
import { type Lease, Leases } from './leases.ts';

const id = (n: number) => new Uint8Array(16).fill(n);
const [SITE, ELSEWHERE, DESK, LAPTOP] = [id(1), id(2), id(3), id(4)];

function leasesAt() {
  let drawn = 0;
  const world = {
    nowMs: 1_000_000,
    now: () => world.nowMs,
    elapsed: () => world.nowMs,
    random: () => id(100 + drawn++),
  };
  const erased = { size: 0 };
  return { world, erased, leases: new Leases({ world, erased }) };
}

test('[SN10] [SV16] one device renews a site at a time, for ten minutes; its own lease it may take anew', () => {
  const { world, leases } = leasesAt();
  const first = leases.take(SITE, DESK);
  expect(first?.expiresAt).toBe(world.nowMs + 600_000);
  expect(leases.take(SITE, LAPTOP)).toBeUndefined();
  expect(leases.take(ELSEWHERE, LAPTOP)).toBeDefined();
  const again = leases.take(SITE, DESK);
  expect(leases.find(hexOf(again?.lease ?? id(0)), DESK)).toBe(again);
  expect(leases.find(hexOf(first?.lease ?? id(0)), DESK)).toBeUndefined();
  world.nowMs += 600_000;
  expect(leases.find(hexOf(again?.lease ?? id(0)), DESK)).toBeUndefined();
  expect(leases.take(SITE, LAPTOP)).toBeDefined();
});

test('[SN10] a lease is of use to its device only, and a clock that was set back keeps nobody out', () => {
  const { world, leases } = leasesAt();
  const lease = leases.take(SITE, DESK);
  expect(leases.find(hexOf(lease?.lease ?? id(0)), LAPTOP)).toBeUndefined();
  world.nowMs -= 3_600_000;
  expect(leases.take(SITE, LAPTOP)).toBeDefined();
});

test('[SN14] an erasure ends every lease, and what arrived under it belongs to no renewal any more', () => {
  const { erased, leases } = leasesAt();
  const lease = leases.take(SITE, DESK) as Lease;
  const shard = new Uint8Array(32).fill(7);
  lease.arrived.set(hexOf(shard), 100);
  expect([leases.isLiving(lease), leases.isArriving(shard)]).toEqual([true, true]);
  erased.size = 12;
  expect([leases.isLiving(lease), leases.isArriving(shard)]).toEqual([false, false]);
  expect(leases.find(hexOf(lease.lease), DESK)).toBeUndefined();
  expect(leases.take(SITE, LAPTOP)?.arrived.size).toBe(0);
});
