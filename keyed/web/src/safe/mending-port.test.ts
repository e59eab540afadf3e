import type { ChannelRequest, SafeStatus } from '@siegel/safe';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { expect, test } from 'vitest';
import { type EndablePort, mendingPort } from './mending-port.ts';
import { createSafeClient } from './safe-client.ts';

/** Workers in this process, and a clock that is turned by hand. */
function aWorkshop() {
  const workers: { sent: ChannelRequest[]; isEnded: boolean; say: (data: unknown) => void; break: () => void }[] = [];
  let nowMs = 0;
  let look: () => void = () => undefined;
  const makePort = (): EndablePort => {
    const on = { message: [] as ((event: { data: unknown }) => void)[], error: [] as (() => void)[] };
    const worker = {
      sent: [] as ChannelRequest[],
      isEnded: false,
      say: (data: unknown) => on.message.forEach((listener) => listener({ data })),
      break: () => on.error.forEach((listener) => listener()),
    };
    workers.push(worker);
    return {
      postMessage: (message) => worker.sent.push(message),
      addEventListener: (type: 'message' | 'error', listener: never) => on[type].push(listener),
      terminate: () => (worker.isEnded = true),
    };
  };
  const port = mendingPort(makePort, { now: () => nowMs, every: (_, each) => (look = each) });
  const pass = (ms: number, stepMs = 10_000) => {
    for (const end = nowMs + ms; nowMs < end; ) {
      nowMs += stepMs;
      look();
    }
  };
  return { port, workers, pass };
}

test('[OF21] a worker that breaks is ended and made anew, its calls fail, and its watches go on', async () => {
  const { port, workers } = aWorkshop();
  const safe = createSafeClient(port);
  const seen: SafeStatus[] = [];
  safe.watchStatus((status) => seen.push(status));
  port.open();
  workers[0]?.say({ id: 1, event: { ...INITIAL_STATUS, phase: 'ready' } });
  const waiting = safe.openPerson('00');
  workers[0]?.break();
  expect(await waiting).toEqual({ ok: false, error: { code: 'SAFE_RESTARTED' } });
  expect(workers[0]?.isEnded).toBe(true);
  expect(workers[1]?.sent).toEqual([{ id: 1, call: 'watchStatus', args: [] }]);
  // The new one knows of nobody; to the page this is a lock: drafts and place stay.
  workers[1]?.say({ id: 1, event: INITIAL_STATUS });
  expect(seen.map(({ phase }) => phase)).toEqual(['ready', 'locked']);
  expect(seen.at(-1)).toMatchObject({ restarted: true });
  workers[1]?.say({ id: 1, event: { ...INITIAL_STATUS, phase: 'signing-in' } });
  workers[1]?.say({ id: 1, event: INITIAL_STATUS });
  expect(seen.map(({ phase }) => phase)).toEqual(['ready', 'locked', 'signing-in', 'locked']);
  void safe.signOut().catch(() => undefined);
  workers[1]?.say({ id: 1, event: INITIAL_STATUS });
  expect(seen.at(-1)?.phase).toBe('signed-out');
});

test('[OF21] a worker that answers is left alone, one that is silent for half a minute is not', () => {
  const { port, workers, pass } = aWorkshop();
  createSafeClient(port);
  port.open();
  for (let i = 0; i < 12; i++) {
    pass(10_000);
    workers[0]?.say({ id: 0, result: true });
  }
  expect(workers).toHaveLength(1);
  pass(30_000);
  expect(workers).toHaveLength(1);
  pass(10_000);
  expect(workers).toHaveLength(2);
  // A computer that slept is no silence.
  pass(3_600_000, 3_600_000);
  expect(workers).toHaveLength(2);
});

test('[OF21] after three times within a minute it stays broken', async () => {
  const { port, workers } = aWorkshop();
  const safe = createSafeClient(port);
  port.open();
  for (let i = 0; i < 4; i++) workers[i]?.break();
  expect(workers).toHaveLength(4);
  expect(await safe.openPerson('00')).toEqual({ ok: false, error: { code: 'INTERNAL' } });
});
