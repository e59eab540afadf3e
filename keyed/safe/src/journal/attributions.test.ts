import { APPEND_POLICY } from '@siegel/akten';
import { strictVerify } from '@siegel/journal';
import { LyingServer, nodeVerify, pageStream, testHasher, TestTenant } from '@siegel/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Attributions } from './attributions.ts';
import { JournalFollower } from './journal-follower.ts';

const AKTE = new Uint8Array(16).fill(7);

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('[SF35] [JN20] an entry that is asked for does not wait for its batch, which gives way', async () => {
  const tenant = new TestTenant('attributions');
  const server = new LyingServer(tenant);
  server.take(tenant.genesis());
  const stranger = tenant.member();
  const forged = tenant.record(AKTE, { by: stranger, author: stranger.device });
  server.take(tenant.batch([tenant.caseKey(AKTE), tenant.record(AKTE), forged], server.head, tenant.first));
  const follower = new JournalFollower({
    ...{ tenant: tenant.tenant, hasher: testHasher, policy: APPEND_POLICY, orgPublic: tenant.kit.publicKey },
    verify: strictVerify(nodeVerify),
  });
  await follower.takePage(pageStream(await server.items(0)));
  const attributions = new Attributions(follower);
  attributions.turns.heard();
  void attributions.turns.turn();
  let isWhole = false;
  const whole = attributions.continueInIdleTime(Number.POSITIVE_INFINITY).then(() => (isWhole = true));
  expect(await attributions.faultOf(2)).toBeUndefined();
  expect(await attributions.faultOf(3)).toBe('AUTHOR_MISMATCH');
  expect(isWhole).toBe(false);
  vi.advanceTimersByTime(1_000);
  await whole;
  expect([...attributions.heldBack]).toEqual([[3, 'AUTHOR_MISMATCH']]);
});
