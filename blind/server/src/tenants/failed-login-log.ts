import { WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { sha256 } from '../platform/hashes.ts';
import type { TenantCore } from './tenant-core.ts';

const HOUR_MS = 3_600_000;
/** Entries an hour: enough to see an attack, too few to fill a disk with one. */
const MOST_PER_HOUR = 60;

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
  note(account: string, address: string): void {
    const now = this.#core.world.now();
    if (Math.abs(now - this.#hourStart) >= HOUR_MS) {
      this.#hourStart = now;
      this.#count = 0;
    }
    if (++this.#count > MOST_PER_HOUR) return;
    const hash = sha256(Buffer.from(`siegel/account/${this.#core.hex}/${account}`, 'utf8'));
    void this.#writer.writeServerEntry({
      kind: WIRE_KINDS.failedLogin,
      fields: () => ({ account: hash, address }),
      refusal: () => Promise.resolve(undefined),
      read: () => Promise.resolve(),
    });
  }
}
