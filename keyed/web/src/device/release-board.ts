import { fingerprintOf } from '../release/check-release.ts';
import { readRelease, RELEASE_PATH } from '../release/release-text.ts';
import { NO_RELEASE, type ReleaseQuestion, type ReleaseState } from '../service-worker/messages.ts';

/** The client of this browser, for whoever shows it. */
export interface ReleaseView extends ReleaseState {
  /** True when the page comes from this device, every file of it checked. */
  readonly isKept: boolean;
  /** What the server says it serves, where nothing is kept here: shown, not proven. */
  readonly offered: { readonly version: string; readonly fingerprint: string } | undefined;
}

/** What keeps the client of this browser, as the page uses it. */
export interface ReleaseBoard {
  readonly get: () => ReleaseView;
  readonly watch: (changed: () => void) => () => void;
  /** Starts the service worker, once, and asks now and then for a new release. */
  readonly start: () => void;
  readonly checkNow: () => Promise<void>;
  /** Takes the new release and loads the page again. */
  readonly takeNext: () => Promise<void>;
}

const CHECK_EVERY_MS = 1_800_000;
const ANSWER_MS = 60_000;
const SERVICE_WORKER = '/service-worker.js';

/** What of the browser is used. */
export interface BoardGiven {
  readonly container: ServiceWorkerContainer | undefined;
  readonly fetch: typeof fetch;
  readonly reload: () => void;
}

/** Makes the board; nothing happens before `start`. */
export function createReleaseBoard({ container, fetch: fetchIt, reload }: BoardGiven): ReleaseBoard {
  let view: ReleaseView = { ...NO_RELEASE, isKept: false, offered: undefined };
  const watchers = new Set<() => void>();
  let registered: Promise<ServiceWorker | undefined> | undefined;
  const show = (change: Partial<ReleaseView>) => {
    view = { ...view, ...change };
    for (const watcher of watchers) watcher();
  };
  async function put(question: ReleaseQuestion): Promise<void> {
    const worker = await registered;
    const state = worker === undefined ? undefined : await answerOf(worker, question);
    if (state !== undefined) show({ ...state, isKept: state.active !== undefined });
    if (state?.active === undefined) show({ offered: await offeredBy(fetchIt) });
  }
  return {
    get: () => view,
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    start() {
      if (registered !== undefined) return;
      registered = activeWorker(container);
      void put({ ask: 'state' }).then(() => put({ ask: 'check' }));
      setInterval(() => void put({ ask: 'check' }), CHECK_EVERY_MS);
    },
    checkNow: () => put({ ask: 'check' }),
    async takeNext() {
      await put({ ask: 'activate' });
      reload();
    },
  };
}

/** The running service worker, or undefined where there is none: another browser, or one that refuses it. */
async function activeWorker(container: ServiceWorkerContainer | undefined): Promise<ServiceWorker | undefined> {
  try {
    await container?.register(SERVICE_WORKER, { updateViaCache: 'none' });
    return (await container?.ready)?.active ?? undefined;
  } catch {
    return undefined;
  }
}

function answerOf(worker: ServiceWorker, question: ReleaseQuestion): Promise<ReleaseState | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(undefined), ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<ReleaseState>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  });
}

async function offeredBy(fetchIt: typeof fetch): Promise<ReleaseView['offered']> {
  const answer = await fetchIt(RELEASE_PATH, { cache: 'no-store' }).catch(() => undefined);
  const read = answer?.ok === true ? readRelease(await answer.text()) : undefined;
  return read && { version: read.release.version, fingerprint: await fingerprintOf(read.text) };
}
