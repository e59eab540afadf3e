import { createHash } from 'node:crypto';
import type { World } from '../platform/world.ts';

const DAY_MS = 86_400_000;
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_PER_DAY = 100;
/** Names watched at once; the ones quiet for longest give way. */
const MOST = 50_000;

/** A begun log-in that is not finished after so long was a guess: its answer tells whoever asked whether the password was right,
 *  without a second step (OPAQUE). Stretching a password takes up to some seconds. */
const UNFINISHED_MS = 10_000;
const SHORT_WAIT_MS = 1_000;
/** Of a day's failures as many are left to addresses the name has come in from: whoever guesses from elsewhere does not use them up. */
const KEPT_FOR_KNOWN = 20;
const KNOWN_MS = 30 * DAY_MS;

interface Failures {
  count: number;
  last: number;
}

/** The failures of a name within a day, from its first on. */
interface Day {
  readonly since: number;
  known: number;
  elsewhere: number;
}

interface Begun {
  readonly address: string;
  readonly at: number;
}

/** Slows down guessing (T26): a wrong password, or a log-in that is begun and left, is a failure; from the sixth on, one name from one
 *  address waits twice as long each time, up to 15 minutes; a name takes at most 100 failures a day from everywhere, twenty of them only
 *  from addresses it has come in from within thirty days. Unknown names are treated alike, and nobody is locked out for ever. Names are
 *  kept as hashes, in memory. */
export class SignInGuard {
  readonly #now: World['elapsed'];
  readonly #mostAtOnce: number;
  readonly #byNameAndAddress = new Map<string, Failures>();
  readonly #byName = new Map<string, Day>();
  /** Log-ins of a name that nobody has finished, from wherever: a guess from an address of its own counts, too. */
  readonly #unfinished = new Map<string, readonly Begun[]>();
  /** When a name came in from an address. */
  readonly #cameFrom = new Map<string, number>();

  /** @param elapsed monotonic: turning the clock forgives nothing.
   *  @param mostAtOnce log-ins of one name from one address that may be on their way. */
  constructor(elapsed: World['elapsed'], mostAtOnce: number) {
    this.#now = elapsed;
    this.#mostAtOnce = mostAtOnce;
  }

  /** Milliseconds until this name may be tried again from this address; 0 now. */
  waitMs(name: string, address: string): number {
    const now = this.#now();
    const open = this.#foldUnfinished(name);
    if (open.filter((one) => one.address === address).length >= this.#mostAtOnce) return SHORT_WAIT_MS;
    const dayMs = this.#dayWaitMs(name, address, open);
    if (dayMs > 0) return dayMs;
    const here = this.#byNameAndAddress.get(keyOf(name, address));
    if (here === undefined || here.count < FREE_FAILURES) return 0;
    const wait = Math.min(1000 * 2 ** (here.count - FREE_FAILURES), LONGEST_WAIT_MS);
    return Math.max(0, here.last + wait - now);
  }

  /** A log-in has begun. */
  begun(name: string, address: string): void {
    const key = keyOf(name);
    put(this.#unfinished, key, [...(this.#unfinished.get(key) ?? []), { address, at: this.#now() }]);
  }

  /** A wrong password or name. */
  failed(name: string, address: string): void {
    this.#finished(name, address);
    this.#count(name, address);
  }

  /** A wrong second factor: counted like a wrong password, however often the password was right in between. */
  failedFactor(name: string, address: string): void {
    this.#count(name, address);
  }

  /** The right password of somebody who has to show more: what failed before stays counted. */
  passed(name: string, address: string): void {
    this.#finished(name, address);
  }

  /** Somebody is in: this address starts afresh. */
  succeeded(name: string, address: string): void {
    this.#finished(name, address);
    this.#byNameAndAddress.delete(keyOf(name, address));
    put(this.#cameFrom, keyOf(name, address), this.#now());
  }

  /** How long the day's failures keep this name waiting here. What is on its way counts as if it had failed: otherwise a thousand
   *  addresses at the same moment were a thousand guesses. */
  #dayWaitMs(name: string, address: string, open: readonly Begun[]): number {
    const day = this.#dayOf(name);
    const all = day.known + day.elsewhere;
    const isKnown = this.#isKnown(name, address);
    const used = isKnown ? all : Math.max(day.elsewhere, all - KEPT_FOR_KNOWN);
    const most = isKnown ? MOST_PER_DAY : MOST_PER_DAY - KEPT_FOR_KNOWN;
    if (used >= most) return day.since + DAY_MS - this.#now();
    const onTheirWay = open.filter((one) => isKnown || !this.#isKnown(name, one.address)).length;
    return used + onTheirWay >= most ? SHORT_WAIT_MS : 0;
  }

  #isKnown(name: string, address: string): boolean {
    const at = this.#cameFrom.get(keyOf(name, address));
    return at !== undefined && this.#now() - at < KNOWN_MS;
  }

  #dayOf(name: string): Day {
    const now = this.#now();
    const day = this.#byName.get(keyOf(name));
    return day !== undefined && now - day.since < DAY_MS ? day : { since: now, known: 0, elsewhere: 0 };
  }

  #count(name: string, address: string): void {
    count(this.#byNameAndAddress, keyOf(name, address), this.#now());
    const day = this.#dayOf(name);
    if (this.#isKnown(name, address)) day.known++;
    else day.elsewhere++;
    put(this.#byName, keyOf(name), day);
  }

  /** Takes the oldest log-in of this name and address from those on their way. */
  #finished(name: string, address: string): void {
    const begun = this.#unfinished.get(keyOf(name)) ?? [];
    const at = begun.findIndex((one) => one.address === address);
    this.#keepUnfinished(name, at < 0 ? begun : begun.toSpliced(at, 1));
  }

  #keepUnfinished(name: string, begun: readonly Begun[]): void {
    if (begun.length === 0) this.#unfinished.delete(keyOf(name));
    else this.#unfinished.set(keyOf(name), begun);
  }

  /** Counts what was begun and never finished as wrong passwords. @returns what may still be finished. */
  #foldUnfinished(name: string): readonly Begun[] {
    const now = this.#now();
    const begun = this.#unfinished.get(keyOf(name)) ?? [];
    const open = begun.filter(({ at }) => now - at < UNFINISHED_MS);
    this.#keepUnfinished(name, open);
    for (const { address, at } of begun) if (now - at >= UNFINISHED_MS) this.#count(name, address);
    return open;
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
