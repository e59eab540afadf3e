import { hexOf, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { sha256 } from '../platform/hashes.ts';
import type { TenantCore } from './tenant-core.ts';

const HOUR_MS = 3_600_000;
/** Entries an hour: enough to see an attack, too few to fill a disk with one. */
const MOST_PER_HOUR = 60;
const DAY_MS = 86_400_000;
/** Failures of a name within a day, at whatever step, that somebody has to look at. */
const ALARM_AT = 20;
/** Names counted at once; the ones quiet for longest give way. */
const MOST_NAMES = 50_000;

/** At which step it failed; `broken-off`: begun and never finished, which tells whoever asked whether a guess was right. */
export type FailedStep = 'password' | 'broken-off' | 'factor' | 'outside';

/** A sign-in that did not succeed. */
export interface FailedLogin {
  readonly account: string;
  readonly address: string;
  readonly step: FailedStep;
}

/** Writes failed sign-ins into the journal (F7), the name as a hash only. Nobody waits for it, so that the answer to a wrong
 *  password takes no longer for a name that exists. */
export class FailedLoginLog {
  readonly #core: TenantCore;
  readonly #writer: TenantWriter;
  #hourStart = Number.NEGATIVE_INFINITY;
  #count = 0;
  /** Failures of each name since its first within a day. */
  readonly #byName = new Map<string, { readonly since: number; count: number }>();

  constructor(core: TenantCore, writer: TenantWriter) {
    this.#core = core;
    this.#writer = writer;
  }

  /** Notes a failure. What cannot be written is let go: the refusal stands either way. */
  note({ account, address, step }: FailedLogin): void {
    const now = this.#core.world.elapsed();
    const hash = sha256(Buffer.from(`siegel/account/${this.#core.hex}/${account}`, 'utf8'));
    const isAlarm = this.#isAlarm(hexOf(hash), now);
    if (now - this.#hourStart >= HOUR_MS) {
      this.#hourStart = now;
      this.#count = 0;
    }
    // An alarm comes once a day for a name: it is not lost among what caused it.
    if (++this.#count > MOST_PER_HOUR && !isAlarm) return;
    void this.#writer.writeServerEntry({
      kind: WIRE_KINDS.failedLogin,
      fields: () => ({ account: hash, address, step, ...(isAlarm && { alarm: true }) }),
      refusal: () => Promise.resolve(undefined),
      read: () => Promise.resolve(),
    });
  }
  /** True with the failure that makes it look like an attack: once a day for a name. */
  #isAlarm(name: string, now: number): boolean {
    const known = this.#byName.get(name);
    const day = known !== undefined && now - known.since < DAY_MS ? known : { since: now, count: 0 };
    day.count++;
    this.#byName.delete(name);
    this.#byName.set(name, day);
    const [oldest] = this.#byName.keys();
    if (this.#byName.size > MOST_NAMES && oldest !== undefined) this.#byName.delete(oldest);
    return day.count === ALARM_AT;
  }
}
