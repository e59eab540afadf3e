import type { TreeHead } from '@siegel/journal';
import type { ReadView } from '@siegel/store';
import type { Hash } from '@siegel/wire';

const MOST = 4096;

/** Roots of the own tree at the sizes authors name as seen (JN2). Almost always a recent checkpoint; older ones are read. */
export class RecentRoots {
  readonly #rootBySize = new Map<number, Hash>();

  /** A head that was signed. */
  put({ size, root }: TreeHead): void {
    this.#rootBySize.set(size, root);
    if (this.#rootBySize.size <= MOST) return;
    const [oldest] = this.#rootBySize.keys();
    if (oldest !== undefined) this.#rootBySize.delete(oldest);
  }

  /** Reads the roots at `sizes` that are not known yet. */
  async read(reads: Pick<ReadView, 'rootAt'>, sizes: Iterable<number>): Promise<void> {
    for (const size of sizes) {
      if (this.#rootBySize.has(size)) continue;
      const root = await reads.rootAt(size);
      if (root !== undefined) this.put({ size, root });
    }
  }

  /** The root at `size` if it was read or put. */
  at(size: number): Hash | undefined {
    return this.#rootBySize.get(size);
  }
}
