import { concatBytes, encodeSequence, filesOfSet, hexOf, type Id } from '@siegel/wire';
import { IndexTurns } from '../fetch/index-turns.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { hasShards, type KeptSet, keptSet } from './kept-set.ts';
import { Leases } from './leases.ts';
import { setItem, startBundle } from './start-bundle.ts';

/** What the server keeps in memory about the sets of a tenant: leases, and the start at the newest one, which never changes. */
export class SnapshotDesk {
  readonly leases: Leases;
  /** When each device last fetched the shards of a site (SN21). */
  readonly turns: IndexTurns;
  readonly #core: TenantCore;
  #start: { readonly size: number; readonly bytes: Uint8Array } | undefined;

  constructor(core: TenantCore) {
    this.#core = core;
    this.leases = new Leases(core);
    this.turns = new IndexTurns(core.world.now);
  }

  /** The set of a site with all its shards; undefined also when they are gone, as after a restore, and when something was erased
   *  since (SN14). */
  async setOf(site: Id): Promise<KeptSet | undefined> {
    const { store, erased } = this.#core;
    const kept = await keptSet(store, site);
    if (kept === undefined || kept.head.coversSeq < erased.size) return undefined;
    return (await hasShards(store, kept.head)) ? kept : undefined;
  }

  /** Removes every shard that no set names and nobody is sending: what a set has replaced, and what was left lying when the
   *  server ended. */
  async sweep(): Promise<void> {
    const { store, membership, erased } = this.#core;
    const used = new Set<string>();
    for (const site of membership.sitesAt(Number.MAX_SAFE_INTEGER)) {
      const kept = await keptSet(store, site);
      if (kept === undefined || kept.head.coversSeq < erased.size) continue;
      for (const { hash } of filesOfSet(kept.head)) used.add(hexOf(hash));
    }
    for (const hash of await store.shards.hashes())
      if (!used.has(hexOf(hash)) && !this.leases.isArriving(hash)) await store.shards.remove(hash);
  }

  /** The start of whoever has these sets, at least one: at the attestation of the newest (SN20). */
  async startOf(sets: readonly KeptSet[]): Promise<Uint8Array> {
    const newestFirst = sets.toSorted((a, b) => b.attestationSeq - a.attestationSeq);
    const size = newestFirst[0]?.head.coversSeq ?? 0;
    if (this.#start?.size !== size) this.#start = { size, bytes: await startBundle(this.#core.store, size) };
    return concatBytes(encodeSequence(newestFirst.map(setItem)), this.#start.bytes);
  }
}
