import type { ReleaseQuestion, ReleaseState } from './messages.ts';
import { keepOnly, readState, writeState } from './release-store.ts';
import { takeRelease } from './take-release.ts';
import { fileAskedFor, handOut } from './hand-out.ts';
import { noteWindow, releasesOf } from './windows.ts';

// Keeps the client of this browser: one release, taken whole and checked, handed out with or without a line. It holds no key and
// sees no content: what goes to /v1/ passes it by.

/** The part of ServiceWorkerGlobalScope used here; the library of the DOM and that of workers exclude each other. */
interface Scope {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly Window[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Extendable & Asked) => void): void;
  addEventListener(type: 'message', listener: (event: Extendable & Told) => void): void;
}
interface Asked {
  readonly request: Request;
  /** The window that will run what a navigation brings; empty for everything else. */
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}
interface Told {
  readonly data: ReleaseQuestion;
  readonly ports: readonly MessagePort[];
  readonly source: Window | null;
}
interface Window {
  readonly id: string;
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
  if (path !== undefined) event.respondWith(handOut(path, event.request, event.resultingClientId));
});
scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  const answered = inTurn(() => answer(event.data, event.source?.id)).then((state) => port?.postMessage(state));
  event.waitUntil(answered);
});

/** One question at a time: two windows that ask together must not take two releases at once. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

async function answer({ ask }: ReleaseQuestion, windowId = ''): Promise<ReleaseState> {
  const state = await readState();
  const next = ask === 'check' ? await checked(state) : ask === 'activate' ? activated(state) : state;
  if (next !== state) await writeState(next);
  // A window that was open before this worker runs the release that was taken first.
  await noteWindow(windowId, (state.active ?? next.active)?.fingerprint, 'if-unknown');
  if (ask === 'check') await tidy(next);
  return next;
}

/** Removes the releases nobody needs: neither the newest nor any window that is open (CD13). */
async function tidy({ active, next }: ReleaseState): Promise<void> {
  const open = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const run = await releasesOf(
    open.map(({ id }) => id),
    Date.now(),
  );
  if (run !== 'unknown') await keepOnly([active?.fingerprint, next?.fingerprint, ...run]);
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
