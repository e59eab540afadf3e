import type { ReleaseQuestion, ReleaseState } from './messages.ts';
import { keepOnly, readState, writeState } from './release-store.ts';
import { takeRelease } from './take-release.ts';
import { fileAskedFor, handOut } from './hand-out.ts';

// Keeps the client of this browser: one release, taken whole and checked, handed out with or without a line. It holds no key and
// sees no content: what goes to /v1/ passes it by.

/** The part of ServiceWorkerGlobalScope used here; the library of the DOM and that of workers exclude each other. */
interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
  addEventListener(
    type: 'message',
    listener: (event: Extendable & { readonly data: ReleaseQuestion; readonly ports: readonly MessagePort[] }) => void,
  ): void;
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as Scope;
let turn: Promise<unknown> = Promise.resolve();

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const path = fileAskedFor(event.request, scope.location.origin);
  if (path !== undefined) event.respondWith(handOut(path, event.request));
});
scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  const answered = inTurn(() => answer(event.data)).then((state) => port?.postMessage(state));
  event.waitUntil(answered);
});

/** One question at a time: two windows that ask together must not take two releases at once. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

async function answer({ ask }: ReleaseQuestion): Promise<ReleaseState> {
  const state = await readState();
  const next = ask === 'check' ? await checked(state) : ask === 'activate' ? activated(state) : state;
  if (next !== state) await writeState(next);
  if (ask === 'check') await keepOnly([next.active?.fingerprint, next.next?.fingerprint, state.active?.fingerprint]);
  return next;
}

async function checked(state: ReleaseState): Promise<ReleaseState> {
  const offered = await takeRelease(state.active, Date.now());
  switch (offered.outcome) {
    case 'offline':
      return state;
    case 'known':
      return { ...state, next: undefined, refused: undefined };
    case 'refused':
      return { ...state, refused: offered.refusal };
    case 'taken':
      // The first release is what the page runs already.
      return state.active === undefined
        ? { active: offered.release, next: undefined, refused: undefined }
        : { ...state, next: offered.release, refused: undefined };
  }
}

function activated(state: ReleaseState): ReleaseState {
  return state.next === undefined ? state : { active: state.next, next: undefined, refused: undefined };
}
