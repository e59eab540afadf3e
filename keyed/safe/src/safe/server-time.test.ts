import { expect, test } from 'vitest';
import type { Safe } from './safe.ts';
import { serverTimeMs } from './server-time.ts';

/** As much of a safe as the time of the server needs: when each followed entry was received. */
function followed(...receivedAtMs: number[]) {
  const columns = {
    get size() {
      return receivedAtMs.length;
    },
    receivedAt: (seq: number) => receivedAtMs[seq],
  };
  return { safe: { follower: { columns } } as unknown as Safe, receive: (atMs: number) => receivedAtMs.push(atMs) };
}

test('[FG36] the time of the server is that of the newest followed entry, and what has passed since', () => {
  const { safe, receive } = followed(1_000);
  expect(serverTimeMs(safe, () => 50)).toBe(1_000);
  expect(serverTimeMs(safe, () => 250)).toBe(1_200);
  receive(9_000);
  expect(serverTimeMs(safe, () => 300)).toBe(9_000);
  expect(serverTimeMs(safe, () => 340)).toBe(9_040);
});

test('[FG36] it never goes back, and a clock that does moves it nowhere', () => {
  const { safe, receive } = followed(1_000);
  serverTimeMs(safe, () => 0);
  receive(1_001);
  expect(serverTimeMs(safe, () => 500)).toBe(1_500);
  expect(serverTimeMs(safe, () => 100)).toBe(1_500);
  expect(serverTimeMs(followed().safe, () => 7)).toBe(0);
});

test('[FG36] [T41] the clock of the device is not asked', () => {
  const { safe } = followed(1_000);
  const real = Date.now;
  Date.now = () => 9_999_999_999_999;
  try {
    expect(serverTimeMs(safe, () => 5)).toBe(1_000);
  } finally {
    Date.now = real;
  }
});
