import type { ChannelAnswer, ChannelRequest, SafeApi } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import type { SafePort } from './safe-port.ts';

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

/** The calls whose answer is a `Result`: for them a failure of the channel is an ordinary failed Result. */
const RESULT_CALLS: readonly (keyof SafeApi)[] = [
  'signIn',
  'signInWithRecoveryCode',
  'openPerson',
  'writeEintrag',
  'serverView',
];

/** The safe as the UI sees it: every call goes through `port` to the worker that holds the keys. */
export function createSafeClient(port: SafePort): SafeApi {
  const channel = openChannel(port);
  return {
    signIn: (wish) => channel.call('signIn', [wish]),
    signInWithRecoveryCode: (wish) => channel.call('signInWithRecoveryCode', [wish]),
    signOut: () => channel.call('signOut', []),
    lock: () => channel.call('lock', []),
    search: (query, limit) => channel.call('search', [query, limit]),
    openPerson: (personId) => channel.call('openPerson', [personId]),
    writeEintrag: (draft) => channel.call('writeEintrag', [draft]),
    dropRefused: (recordId) => channel.call('dropRefused', [recordId]),
    serverView: (recordId) => channel.call('serverView', [recordId]),
    watchStatus: (listener) => channel.watch('watchStatus', [], listener),
    watchPerson: (personId, listener) => channel.watch('watchPerson', [personId], listener),
  };
}

function openChannel(port: SafePort) {
  const waitingById = new Map<number, Waiting>();
  const listenersById = new Map<number, (event: never) => void>();
  let broken: Failure | undefined;
  let lastId = 0;

  function settle(answer: ChannelAnswer): void {
    if ('event' in answer) listenersById.get(answer.id)?.(answer.event as never);
    const waiting = waitingById.get(answer.id);
    if (waiting === undefined || 'event' in answer) return;
    waitingById.delete(answer.id);
    if ('failure' in answer) waiting.failed(answer.failure);
    else waiting.answered(answer.result);
  }

  port.addEventListener('message', ({ data }) => {
    if (isAnswer(data)) settle(data);
  });
  port.addEventListener('error', () => {
    broken = { code: 'INTERNAL' };
    for (const { failed } of waitingById.values()) failed(broken);
    waitingById.clear();
  });

  function call<T>(name: keyof SafeApi, args: readonly unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const failed = (failure: Failure) =>
        RESULT_CALLS.includes(name) ? resolve({ ok: false, error: failure } as T) : reject(new SafeCallFailed(failure));
      if (broken !== undefined) return failed(broken);
      lastId += 1;
      waitingById.set(lastId, { answered: (result) => resolve(result as T), failed });
      port.postMessage({ id: lastId, call: name, args } satisfies ChannelRequest);
    });
  }

  function watch<T>(name: keyof SafeApi, args: readonly unknown[], listener: (event: T) => void): () => void {
    lastId += 1;
    const id = lastId;
    listenersById.set(id, listener);
    port.postMessage({ id, call: name, args });
    return () => {
      if (!listenersById.delete(id)) return;
      lastId += 1;
      port.postMessage({ id: lastId, unwatch: id });
    };
  }

  return { call, watch };
}

function isAnswer(data: unknown): data is ChannelAnswer {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'number';
}
