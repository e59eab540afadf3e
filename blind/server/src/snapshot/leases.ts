import { equalBytes, hexOf, type Hash, type Id } from '@siegel/wire';
import type { TenantCore } from '../tenants/tenant-core.ts';

const LIFE_MS = 10 * 60_000;
const LEASE_BYTES = 16;

/** The permission of one device to renew the set of one site. */
export interface Lease {
  readonly lease: Id;
  readonly site: Id;
  readonly device: Id;
  readonly expiresAt: number;
  /** Size of the journal behind the erasure that was the newest then: a newer one ends the lease (SN14). */
  readonly erasedSize: number;
  /** Shards that arrived under it, by hex hash. */
  readonly arrived: Map<string, number>;
}

/** Who renews which set now: one device per site, for ten minutes or until something is erased, in memory only (SN10, SN14, SV16). */
export class Leases {
  readonly #bySite = new Map<string, Lease>();
  readonly #core: Pick<TenantCore, 'world' | 'erased'>;

  constructor(core: Pick<TenantCore, 'world' | 'erased'>) {
    this.#core = core;
  }

  /** A new lease, in the place of the device's own one; undefined while another device holds one. */
  take(site: Id, device: Id): Lease | undefined {
    const living = this.#living(site);
    if (living !== undefined && !equalBytes(living.device, device)) return undefined;
    const { world, erased } = this.#core;
    const taken: Lease = {
      lease: world.random(LEASE_BYTES) as Id,
      site,
      device,
      expiresAt: world.now() + LIFE_MS,
      erasedSize: erased.size,
      arrived: new Map(),
    };
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
    return [...this.#bySite.values()].some((lease) => lease.arrived.has(hexOf(hash)) && this.isLiving(lease));
  }

  /** Whether a lease still holds. */
  isLiving({ site, lease }: Lease): boolean {
    return this.#living(site)?.lease === lease;
  }

  #living(site: Id): Lease | undefined {
    const known = this.#bySite.get(hexOf(site));
    if (known === undefined) return undefined;
    // A clock that was set back must not keep everybody out.
    const left = known.expiresAt - this.#core.world.now();
    const isInTime = left > 0 && left <= LIFE_MS;
    // What arrived under it went with the erasure: its maker begins anew.
    if (isInTime && known.erasedSize === this.#core.erased.size) return known;
    this.#bySite.delete(hexOf(site));
    return undefined;
  }
}
