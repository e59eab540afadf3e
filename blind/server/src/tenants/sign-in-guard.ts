import { createHash } from 'node:crypto';
import type { World } from '../platform/world.ts';

const DAY_MS = 86_400_000;
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_PER_DAY = 100;
/** Names watched at once; the ones quiet for longest give way. */
const MOST = 50_000;

interface Failures {
  count: number;
  last: number;
}

/** Slows down guessing (T26): from the sixth failure on, one name from one address waits twice as long each time, up to 15
 *  minutes; a name takes at most 100 failures a day from everywhere. Unknown names are treated alike, and nobody is locked
 *  out for ever. Names are kept as hashes, in memory. */
export class SignInGuard {
  readonly #now: World['now'];
  readonly #byNameAndAddress = new Map<string, Failures>();
  readonly #byName = new Map<string, Failures>();

  constructor(now: World['now']) {
    this.#now = now;
  }

  /** Milliseconds until this name may be tried again from this address; 0 now. */
  waitMs(name: string, address: string): number {
    const now = this.#now();
    const day = this.#byName.get(keyOf(name));
    if (day !== undefined && day.count >= MOST_PER_DAY && now - day.last < DAY_MS) return DAY_MS - (now - day.last);
    const here = this.#byNameAndAddress.get(keyOf(name, address));
    if (here === undefined || here.count < FREE_FAILURES) return 0;
    const wait = Math.min(1000 * 2 ** (here.count - FREE_FAILURES), LONGEST_WAIT_MS);
    return Math.max(0, here.last + wait - now);
  }

  /** A wrong password or name. */
  failed(name: string, address: string): void {
    const now = this.#now();
    count(this.#byNameAndAddress, keyOf(name, address), now);
    const key = keyOf(name);
    const day = this.#byName.get(key);
    // `last` is the start of the day's count here.
    if (day === undefined || now - day.last >= DAY_MS) put(this.#byName, key, { count: 1, last: now });
    else day.count++;
  }

  /** The right password: this address starts afresh. */
  succeeded(name: string, address: string): void {
    this.#byNameAndAddress.delete(keyOf(name, address));
  }
}

function count(map: Map<string, Failures>, key: string, now: number): void {
  const known = map.get(key);
  put(map, key, { count: (known?.count ?? 0) + 1, last: now });
}

function put(map: Map<string, Failures>, key: string, value: Failures): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST && oldest !== undefined) map.delete(oldest);
}

function keyOf(name: string, address = ''): string {
  return createHash('sha256').update(`${name}\n${address}`).digest('base64');
}
