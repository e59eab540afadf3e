import type { Membership } from '@siegel/journal';
import { passwordRulesOf } from '@siegel/akten';
import type { TenantStore, WriteTx } from '@siegel/store';
import { hexOf, type Id } from '@siegel/wire';
import type { World } from '../platform/world.ts';

const NOW = Number.MAX_SAFE_INTEGER;
const DAY_MS = 86_400_000;
const TIME_BYTES = 8;

/** Since when every user has the present password, and whether the rules of the house let it still hold (PW8). The one rule about
 *  passwords a server can hold: it knows when it took a record, never what is in it. */
export class PasswordAges {
  readonly #store: TenantStore;
  readonly #membership: Membership;
  readonly #world: World;
  readonly #setAtByUser = new Map<string, number>();

  constructor(store: TenantStore, membership: Membership, world: World) {
    this.#store = store;
    this.#membership = membership;
    this.#world = world;
  }

  /** ms since 1970. One that nobody noted counts from now on. */
  async setAt(user: Id): Promise<number> {
    const hex = hexOf(user);
    const known = this.#setAtByUser.get(hex);
    if (known !== undefined) return known;
    const kept = await this.#store.secret(ageKey(user));
    const at = kept === undefined ? this.#world.now() : timeOfBytes(kept);
    if (kept === undefined) await this.#store.write((tx) => notePassword(tx, user, at));
    this.#setAtByUser.set(hex, at);
    return at;
  }

  /** Forgets what is in memory: a new password was taken. */
  changed(user: Id): void {
    this.#setAtByUser.delete(hexOf(user));
  }

  /** True once the days a password is valid for are over; never for a service, which nobody types for. */
  async hasEnded(user: Id): Promise<boolean> {
    const { validDays } = passwordRulesOf(this.#membership.policyAt(NOW)?.rules);
    if (validDays === undefined || this.#membership.userAt(user, NOW)?.userKind === 'service') return false;
    return (await this.setAt(user)) + validDays * DAY_MS <= this.#world.now();
  }
}

/** Notes when a user's password was taken, in the transaction that takes it. */
export function notePassword(tx: WriteTx, user: Id, atMs: number): Promise<void> {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeBigUInt64BE(BigInt(atMs));
  return tx.putSecret(ageKey(user), bytes);
}

/** Forgets it with the account. */
export function forgetPasswordAge(tx: WriteTx, user: Id): Promise<void> {
  return tx.removeSecret(ageKey(user));
}

function timeOfBytes(bytes: Uint8Array): number {
  return Number(Buffer.from(bytes).readBigUInt64BE());
}

function ageKey(user: Id): string {
  return `password-of/${hexOf(user)}`;
}
