import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor } from '@siegel/wire';
import { LocalPages } from '../local/local-pages.ts';
import type { SafeGiven } from '../safe/safe-given.ts';

const PAGE = 'noduplicates';
const MOST = 5_000;

type Given = Pick<SafeGiven, 'pages' | 'userKey'>;

/** How two persons are named together, whoever comes first. */
export function pairKey([a, b]: readonly [string, string]): string {
  return a < b ? `${a}:${b}` : `${b}:${a}`;
}

/** Pairs of which somebody has said on this device that they are two persons. It lies sealed like everything else kept here (PM31). */
export async function readNoDuplicates(given: Given): Promise<ReadonlySet<string>> {
  const page = await (await pagesOf(given)).at(0);
  return new Set(page === undefined ? [] : (decodeCbor(page) as readonly string[]));
}

/** Remembers or forgets a pair; the oldest go. */
export async function noteNoDuplicate(given: Given, pair: readonly [string, string], isNone: boolean): Promise<void> {
  const key = pairKey(pair);
  const others = [...(await readNoDuplicates(given))].filter((known) => known !== key);
  await (await pagesOf(given)).put(0, encodeCbor((isNone ? [...others, key] : others).slice(-MOST)));
}

async function pagesOf({ pages, userKey }: Given): Promise<LocalPages> {
  return new LocalPages(pages, await pageSealer(userKey.secret), PAGE);
}
