import type { ChannelAnswer, ChannelRequest, SafeApi } from '@siegel/safe';
import { SAFE_CALLS } from '@siegel/safe/channel';
import type { Failure } from '@siegel/wire';
import type { SafePort } from './safe-port.ts';
import { lockedAfterRestart } from './status-after-restart.ts';

/** A call that never reached an answer: the worker is broken or said so. Carries only the code of the catalogue. */
export class SafeCallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'SafeCallFailed';
    this.failure = failure;
  }
}

interface Waiting {
  readonly answered: (result: unknown) => void;
  readonly failed: (failure: Failure) => void;
}

interface Watch {
  readonly call: keyof SafeApi;
  readonly args: readonly unknown[];
  readonly listener: (event: never) => void;
}

/** The safe as the UI sees it: every call goes through `port` to the worker that holds the keys. */
export function createSafeClient(port: SafePort): SafeApi {
  const { call, watch } = openChannel(port);
  const channel = {
    result:
      (name: keyof SafeApi) =>
      (...args: readonly unknown[]) =>
        call(name, args, 'resolve'),
    plain:
      (name: keyof SafeApi) =>
      (...args: readonly unknown[]) =>
        call(name, args, 'reject'),
    watch:
      (name: keyof SafeApi) =>
      (...args: readonly unknown[]) =>
        watch(name, args.slice(0, -1), args.at(-1) as (event: never) => void),
  };
  const calls = Object.entries(SAFE_CALLS).map(([name, form]) => [name, channel[form](name as keyof SafeApi)]);
  const api = Object.fromEntries(calls) as SafeApi;
  return lockedAfterRestart(api, (listener) => port.addEventListener('restarted', listener));
}

function openChannel(port: SafePort) {
  const waitingById = new Map<number, Waiting>();
  const watchesById = new Map<number, Watch>();
  let broken: Failure | undefined;
  let lastId = 0;

  function settle(answer: ChannelAnswer): void {
    if ('event' in answer) watchesById.get(answer.id)?.listener(answer.event as never);
    const waiting = waitingById.get(answer.id);
    if (waiting === undefined || 'event' in answer) return;
    waitingById.delete(answer.id);
    if ('failure' in answer) waiting.failed(answer.failure);
    else waiting.answered(answer.result);
  }

  port.addEventListener('message', ({ data }) => {
    if (isAnswer(data)) settle(data);
  });
  const failWaiting = (failure: Failure) => {
    for (const { failed } of waitingById.values()) failed(failure);
    waitingById.clear();
  };
  port.addEventListener('error', () => {
    broken = { code: 'INTERNAL' };
    failWaiting(broken);
  });
  port.addEventListener('restarted', () => {
    failWaiting({ code: 'SAFE_RESTARTED' });
    for (const [id, { call: name, args }] of watchesById) port.postMessage({ id, call: name, args });
  });

  function call(name: keyof SafeApi, args: readonly unknown[], onFailure: 'resolve' | 'reject'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const failed = (failure: Failure) =>
        onFailure === 'resolve' ? resolve({ ok: false, error: failure }) : reject(new SafeCallFailed(failure));
      if (broken !== undefined) return failed(broken);
      lastId += 1;
      waitingById.set(lastId, { answered: resolve, failed });
      port.postMessage({ id: lastId, call: name, args } satisfies ChannelRequest);
    });
  }

  function watch(name: keyof SafeApi, args: readonly unknown[], listener: (event: never) => void): () => void {
    lastId += 1;
    const id = lastId;
    watchesById.set(id, { call: name, args, listener });
    port.postMessage({ id, call: name, args });
    return () => {
      if (!watchesById.delete(id)) return;
      lastId += 1;
      port.postMessage({ id: lastId, unwatch: id });
    };
  }

  return { call, watch };
}

function isAnswer(data: unknown): data is ChannelAnswer {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'number';
}
