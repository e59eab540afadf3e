import type { ChannelAnswer, ChannelRequest, SafeStatus } from '@siegel/safe';
import { expect, test } from 'vitest';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { createSafeClient, SafeCallFailed } from './safe-client.ts';
import { mendingPort } from './mending-port.ts';
import type { SafePort } from './safe-port.ts';

/** A worker in this process: keeps what it was sent and says what a test wants it to. */
function aWorker() {
  const sent: ChannelRequest[] = [];
  const listeners = {
    message: [] as ((event: { data: unknown }) => void)[],
    error: [] as (() => void)[],
    restarted: [] as (() => void)[],
  };
  const port: SafePort = {
    postMessage: (message) => sent.push(structuredClone(message)),
    addEventListener: (type: 'message' | 'error' | 'restarted', listener: never) => listeners[type].push(listener),
  };
  return {
    port,
    sent,
    answer: (data: ChannelAnswer | string) => listeners.message.forEach((listener) => listener({ data })),
    break: () => listeners.error.forEach((listener) => listener()),
  };
}

test('[WB2] matches answers to calls by number, whatever their order', async () => {
  const worker = aWorker();
  const safe = createSafeClient(worker.port);
  const first = safe.search('brandt', 40);
  const second = safe.search('b', 40);
  expect(worker.sent).toEqual([
    { id: 1, call: 'search', args: ['brandt', 40] },
    { id: 2, call: 'search', args: ['b', 40] },
  ]);
  worker.answer({ id: 2, result: 'two' });
  worker.answer({ id: 1, result: 'one' });
  expect([await first, await second]).toEqual(['one', 'two']);
});

test('[WB2] makes a failed Result of a failed channel where a Result is expected, and a rejection elsewhere', async () => {
  const worker = aWorker();
  const safe = createSafeClient(worker.port);
  const opened = safe.openPerson('00');
  const found = safe.search('b', 40);
  worker.answer({ id: 1, failure: { code: 'OFFLINE' } });
  worker.answer({ id: 2, failure: { code: 'OFFLINE' } });
  expect(await opened).toEqual({ ok: false, error: { code: 'OFFLINE' } });
  await expect(found).rejects.toThrow(SafeCallFailed);
});

test('[WB2] fails every call of a broken worker, waiting or new', async () => {
  const worker = aWorker();
  const safe = createSafeClient(worker.port);
  const waiting = safe.signIn({ account: 'k', password: 'p' });
  worker.break();
  expect(await waiting).toEqual({ ok: false, error: { code: 'INTERNAL' } });
  await expect(safe.lock()).rejects.toThrow('INTERNAL');
  expect(worker.sent).toHaveLength(1);
});

test('[WB2] passes events on until the watcher leaves, and ignores what is no answer', () => {
  const worker = aWorker();
  const safe = createSafeClient(worker.port);
  const seen: SafeStatus[] = [];
  const stop = safe.watchStatus((status) => seen.push(status));
  worker.answer('hello');
  worker.answer({ id: 1, event: INITIAL_STATUS });
  stop();
  stop();
  worker.answer({ id: 1, event: INITIAL_STATUS });
  expect(seen).toEqual([INITIAL_STATUS]);
  expect(worker.sent).toEqual([
    { id: 1, call: 'watchStatus', args: [] },
    { id: 2, unwatch: 1 },
  ]);
});

test('[WB3] sends what was said before the worker existed, in order, once it does', async () => {
  const worker = aWorker();
  let made = 0;
  const makePort = () => {
    made += 1;
    return { ...worker.port, terminate: () => undefined };
  };
  const port = mendingPort(makePort, { now: () => 0, every: () => undefined });
  const safe = createSafeClient(port);
  const found = safe.search('b', 1);
  void safe.search('br', 1).catch(() => undefined);
  expect([made, worker.sent]).toEqual([0, []]);
  port.open();
  port.open();
  void safe.search('bra', 1).catch(() => undefined);
  expect(made).toBe(1);
  expect(worker.sent.map((request) => ('args' in request ? request.args[0] : ''))).toEqual(['b', 'br', 'bra']);
  worker.answer({ id: 1, result: 'found' });
  expect(await found).toBe('found');
});
