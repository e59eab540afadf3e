import type { TreeHead } from '@siegel/journal';
import { type PageSealer, pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, type Hash } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { LocalPages } from '../local/local-pages.ts';
import type { SafeGiven } from './safe-given.ts';

const PAGE = 'handed-head';

/** Keeps how far the approver of this device had verified the journal (DV8): it lies here before the first entry is followed, and
 *  counts also when that is broken off. */
export async function keepHandedHead({ pages, userKey }: SafeGiven, { size, root }: TreeHead): Promise<void> {
  const page = encodeCbor([size, root]);
  await new LocalPages(pages, await pageSealer(userKey.secret), PAGE).put(0, page);
}

/** The head the journal has to pass through, as far as this device was let in by another one. */
export async function readHandedHeads(pages: PageStore, sealer: PageSealer): Promise<readonly TreeHead[]> {
  const page = await new LocalPages(pages, sealer, PAGE).at(0);
  if (page === undefined) return [];
  const [size, root] = decodeCbor(page) as readonly [number, Hash];
  return [{ size, root }];
}
