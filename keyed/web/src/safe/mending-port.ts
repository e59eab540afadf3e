import type { ChannelRequest } from '@siegel/safe';
import type { SafePort } from './safe-port.ts';

/** What is used of a `Worker`. */
export interface EndablePort {
  postMessage(message: ChannelRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  terminate(): void;
}

/** A port that can be used before its worker exists, and whose worker is made anew when it breaks or falls silent (OF21). */
export interface MendingPort extends SafePort {
  /** Makes the worker, once, and sends what was said before in order (WB3); further calls do nothing. */
  open(): void;
}

/** What time it is and when to look again. */
export interface LifeWatch {
  readonly now: () => number;
  readonly every: (ms: number, look: () => void) => void;
}

const LOOK_MS = 10_000;
const SILENT_MS = 30_000;
const MOST_RESTARTS = 3;
const WITHIN_MS = 60_000;
/** Ids of the channel count upwards from 1. */
const LIFE_ID = 0;

/** The watch of a page. */
const PAGE_WATCH: LifeWatch = { now: () => performance.now(), every: (ms, look) => void setInterval(look, ms) };

/** Wraps `makePort`: the worker is made at `open`, asked for a sign of life every ten seconds, and made anew when it breaks or has
 *  not answered for thirty. After three times within a minute it stays broken. */
export function mendingPort(makePort: () => EndablePort, watch: LifeWatch = PAGE_WATCH): MendingPort {
  const listeners = {
    message: [] as ((event: { readonly data: unknown }) => void)[],
    error: [] as (() => void)[],
    restarted: [] as (() => void)[],
  };
  const early: ChannelRequest[] = [];
  let port: EndablePort | undefined;
  let isBroken = false;
  let heardAtMs = 0;
  let lookedAtMs = 0;
  const restartsMs: number[] = [];

  function start(): EndablePort {
    const made = makePort();
    made.addEventListener('message', (event) => {
      if (made !== port) return;
      heardAtMs = watch.now();
      if (!isLifeSign(event.data)) for (const listener of listeners.message) listener(event);
    });
    made.addEventListener('error', () => {
      if (made === port) mend();
    });
    heardAtMs = watch.now();
    return made;
  }

  function mend(): void {
    port?.terminate();
    const now = watch.now();
    restartsMs.push(now);
    isBroken = restartsMs.filter((atMs) => now - atMs < WITHIN_MS).length > MOST_RESTARTS;
    port = isBroken ? undefined : start();
    for (const listener of listeners[isBroken ? 'error' : 'restarted']) listener();
  }

  function look(): void {
    const now = watch.now();
    // The computer slept: the worker did, too.
    if (now - lookedAtMs > 2 * LOOK_MS) heardAtMs = now;
    lookedAtMs = now;
    if (port === undefined) return;
    if (now - heardAtMs > SILENT_MS) mend();
    else port.postMessage({ id: LIFE_ID, call: 'isAlive', args: [] });
  }

  return {
    postMessage(message) {
      if (port !== undefined) port.postMessage(message);
      else if (!isBroken) early.push(message);
    },
    addEventListener(type: keyof typeof listeners, listener: never) {
      listeners[type].push(listener);
    },
    open() {
      if (port !== undefined || isBroken) return;
      port = start();
      for (const message of early.splice(0)) port.postMessage(message);
      lookedAtMs = watch.now();
      watch.every(LOOK_MS, look);
    },
  };
}

function isLifeSign(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'id' in data && data.id === LIFE_ID;
}
