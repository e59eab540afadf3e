import {
  type CborValue,
  CborError,
  decodeCbor,
  encodeCbor,
  hexOf,
  type Id,
  LayoutError,
  LIMITS,
  natural,
} from '@siegel/wire';
import type { LocalPages } from '../local/local-pages.ts';
import type { OfferedSet } from './start-items.ts';

/** Which set of each site this device has used last, kept sealed: an older one is refused (SN24). */
export class UsedSets {
  readonly #pages: LocalPages;

  constructor(pages: LocalPages) {
    this.#pages = pages;
  }

  /** True when this device has used a newer set of the site, or another one under the same attestation. */
  async isOlder({ head, attestationSeq }: OfferedSet): Promise<boolean> {
    const used = (await this.#read())[hexOf(head.site)];
    return used !== undefined && attestationSeq < used;
  }

  /** Remembers that a set was used. */
  async use({ head, attestationSeq }: OfferedSet): Promise<void> {
    await this.#pages.replace(encodeCbor({ ...(await this.#read()), [hexOf(head.site)]: attestationSeq }));
  }

  async #read(): Promise<Readonly<Record<string, number>>> {
    for await (const page of this.#pages.read()) return seqsOf(page);
    return {};
  }
}

function seqsOf(page: Uint8Array): Readonly<Record<string, number>> {
  try {
    const value = decodeCbor(page) as { readonly [site: string]: CborValue };
    return Object.fromEntries(Object.entries(value).map(([site, seq]) => [site, natural(seq, LIMITS.integer, 'seq')]));
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return {};
    throw error;
  }
}

/** The pages where the shards of a site lie. */
export function shardPagesName(site: Id): string {
  return `shards-${hexOf(site)}`;
}
