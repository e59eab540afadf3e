import { equalBytes, hexOf, type Hash, type Id } from '@siegel/wire';
import type { World } from '../platform/world.ts';

const LIFE_MS = 10 * 60_000;
const LEASE_BYTES = 16;

/** The permission of one device to renew the set of one site. */
export interface Lease {
  readonly lease: Id;
  readonly site: Id;
  readonly device: Id;
  readonly expiresAt: number;
  /** Shards that arrived under it, by hex hash. */
  readonly arrived: Map<string, number>;
}

/** Who renews which set now: one device per site, for ten minutes, in memory only (SN10, SV16). */
export class Leases {
  readonly #bySite = new Map<string, Lease>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** A new lease, in the place of the device's own one; undefined while another device holds one. */
  take(site: Id, device: Id): Lease | undefined {
    const living = this.#living(site);
    if (living !== undefined && !equalBytes(living.device, device)) return undefined;
    const lease = this.#world.random(LEASE_BYTES) as Id;
    const taken = { lease, site, device, expiresAt: this.#world.now() + LIFE_MS, arrived: new Map<string, number>() };
    this.#bySite.set(hexOf(site), taken);
    return taken;
  }

  /** The living lease with this id, if it is the device's. */
  find(lease: string, device: Id): Lease | undefined {
    for (const { site } of this.#bySite.values()) {
      const living = this.#living(site);
      if (living !== undefined && hexOf(living.lease) === lease && equalBytes(living.device, device)) return living;
    }
    return undefined;
  }

  /** Ends a lease. */
  end({ site, lease }: Lease): void {
    if (this.#bySite.get(hexOf(site))?.lease === lease) this.#bySite.delete(hexOf(site));
  }

  /** Whether a shard belongs to a renewal that is going on. */
  isArriving(hash: Hash): boolean {
    return [...this.#bySite.values()].some(({ arrived }) => arrived.has(hexOf(hash)));
  }

  #living(site: Id): Lease | undefined {
    const known = this.#bySite.get(hexOf(site));
    if (known === undefined) return undefined;
    // A clock that was set back must not keep everybody out.
    const left = known.expiresAt - this.#world.now();
    if (left > 0 && left <= LIFE_MS) return known;
    this.#bySite.delete(hexOf(site));
    return undefined;
  }
}
