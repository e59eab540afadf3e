import { WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { sha256 } from '../platform/hashes.ts';
import type { TenantCore } from './tenant-core.ts';

const HOUR_MS = 3_600_000;
/** Entries an hour: enough to see an attack, too few to fill a disk with one. */
const MOST_PER_HOUR = 60;

/** At which step it failed; `broken-off`: begun and never finished, which tells whoever asked whether a guess was right. */
export type FailedStep = 'password' | 'broken-off' | 'factor' | 'outside';

/** A sign-in that did not succeed. */
export interface FailedLogin {
  readonly account: string;
  readonly address: string;
  readonly step: FailedStep;
  /** True: so many for one name that somebody has to look. */
  readonly isAlarm?: boolean;
}

/** Writes failed sign-ins into the journal (F7), the name as a hash only. Nobody waits for it, so that the answer to a wrong
 *  password takes no longer for a name that exists. */
export class FailedLoginLog {
  readonly #core: TenantCore;
  readonly #writer: TenantWriter;
  #hourStart = 0;
  #count = 0;

  constructor(core: TenantCore, writer: TenantWriter) {
    this.#core = core;
    this.#writer = writer;
  }

  /** Notes a failure. What cannot be written is let go: the refusal stands either way. */
  note({ account, address, step, isAlarm = false }: FailedLogin): void {
    const now = this.#core.world.now();
    if (Math.abs(now - this.#hourStart) >= HOUR_MS) {
      this.#hourStart = now;
      this.#count = 0;
    }
    // An alarm comes once a day for a name: it is not lost among what caused it.
    if (++this.#count > MOST_PER_HOUR && !isAlarm) return;
    const hash = sha256(Buffer.from(`siegel/account/${this.#core.hex}/${account}`, 'utf8'));
    void this.#writer.writeServerEntry({
      kind: WIRE_KINDS.failedLogin,
      fields: () => ({ account: hash, address, step, ...(isAlarm && { alarm: true }) }),
      refusal: () => Promise.resolve(undefined),
      read: () => Promise.resolve(),
    });
  }
}
