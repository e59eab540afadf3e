import { createHash } from 'node:crypto';
import type { World } from '../platform/world.ts';

const DAY_MS = 86_400_000;
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_PER_DAY = 100;
/** Failures of a name within a day that somebody has to look at. */
const ALARM_AT = 20;
/** Names watched at once; the ones quiet for longest give way. */
const MOST = 50_000;

/** A begun log-in that is not finished after so long was a guess: its answer tells whoever asked whether the password was right,
 *  without a second step (OPAQUE). Stretching a password takes up to some seconds. */
const UNFINISHED_MS = 10_000;
const SHORT_WAIT_MS = 1_000;

interface Failures {
  count: number;
  last: number;
}

/** Slows down guessing (T26): a wrong password, or a log-in that is begun and left, is a failure; from the sixth on, one name from one address waits twice as long each time, up to 15
 *  minutes; a name takes at most 100 failures a day from everywhere. Unknown names are treated alike, and nobody is locked
 *  out for ever. Names are kept as hashes, in memory. */
export class SignInGuard {
  readonly #now: World['now'];
  readonly #mostAtOnce: number;
  readonly #byNameAndAddress = new Map<string, Failures>();
  readonly #byName = new Map<string, Failures>();
  /** When log-ins began that nobody has finished. */
  readonly #unfinished = new Map<string, readonly number[]>();

  /** @param mostAtOnce log-ins of one name from one address that may be on their way. */
  constructor(now: World['now'], mostAtOnce: number) {
    this.#now = now;
    this.#mostAtOnce = mostAtOnce;
  }

  /** Milliseconds until this name may be tried again from this address; 0 now. */
  waitMs(name: string, address: string): number {
    const now = this.#now();
    if (this.#foldUnfinished(name, address) >= this.#mostAtOnce) return SHORT_WAIT_MS;
    const day = this.#byName.get(keyOf(name));
    if (day !== undefined && day.count >= MOST_PER_DAY && now - day.last < DAY_MS) return DAY_MS - (now - day.last);
    const here = this.#byNameAndAddress.get(keyOf(name, address));
    if (here === undefined || here.count < FREE_FAILURES) return 0;
    const wait = Math.min(1000 * 2 ** (here.count - FREE_FAILURES), LONGEST_WAIT_MS);
    return Math.max(0, here.last + wait - now);
  }

  /** A log-in has begun. */
  begun(name: string, address: string): void {
    const key = keyOf(name, address);
    put(this.#unfinished, key, [...(this.#unfinished.get(key) ?? []), this.#now()]);
  }

  /** A wrong password or name. @returns true with the failure that makes it look like an attack, once a day. */
  failed(name: string, address: string): boolean {
    this.#finished(name, address);
    return this.#count(name, address);
  }

  /** A wrong second factor: counted like a wrong password, however often the password was right in between. */
  failedFactor(name: string, address: string): boolean {
    return this.#count(name, address);
  }

  /** The right password of somebody who has to show more: what failed before stays counted. */
  passed(name: string, address: string): void {
    this.#finished(name, address);
  }

  #count(name: string, address: string): boolean {
    const now = this.#now();
    count(this.#byNameAndAddress, keyOf(name, address), now);
    const key = keyOf(name);
    const day = this.#byName.get(key);
    // `last` is the start of the day's count here.
    if (day === undefined || now - day.last >= DAY_MS) put(this.#byName, key, { count: 1, last: now });
    else day.count++;
    return day?.count === ALARM_AT;
  }

  /** The right password: this address starts afresh. */
  succeeded(name: string, address: string): void {
    this.#finished(name, address);
    this.#byNameAndAddress.delete(keyOf(name, address));
  }

  #finished(name: string, address: string): void {
    const key = keyOf(name, address);
    const [, ...others] = this.#unfinished.get(key) ?? [];
    if (others.length === 0) this.#unfinished.delete(key);
    else this.#unfinished.set(key, others);
  }

  /** Counts what was begun and never finished as wrong passwords. @returns how many may still be finished. */
  #foldUnfinished(name: string, address: string): number {
    const key = keyOf(name, address);
    const begun = this.#unfinished.get(key) ?? [];
    const open = begun.filter((at) => this.#now() - at < UNFINISHED_MS);
    if (open.length < begun.length) this.#unfinished.set(key, open);
    if (open.length === 0) this.#unfinished.delete(key);
    for (let given = open.length; given < begun.length; given++) this.#count(name, address);
    return open.length;
  }
}

function count(map: Map<string, Failures>, key: string, now: number): void {
  const known = map.get(key);
  put(map, key, { count: (known?.count ?? 0) + 1, last: now });
}

function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST && oldest !== undefined) map.delete(oldest);
}

/** What the guard calls an account: names of two tenants have nothing to do with each other. */
export function guardName(tenant: string, account: string): string {
  return `${tenant}/${account}`;
}

function keyOf(name: string, address = ''): string {
  return createHash('sha256').update(`${name}\n${address}`).digest('base64');
}
