import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor } from '@siegel/wire';
import { LocalPages } from '../local/local-pages.ts';
import type { SafeGiven } from './safe-given.ts';

const MOST = 20;
const PAGE = 'home';

/** What a device remembers of a user's days, sealed like everything else it keeps. */
export interface HomeMemory {
  /** Hex ids of persons, the one opened last first. */
  readonly recent: readonly string[];
  readonly isDismissed: boolean;
  /** The browser's spell check in this user's fields (TB15). */
  readonly isSpellChecked: boolean;
}

const NOTHING: HomeMemory = { recent: [], isDismissed: false, isSpellChecked: false };

/** Reads the memory; nothing when there is none or it does not open. */
export async function readHomeMemory(given: Pick<SafeGiven, 'pages' | 'userKey'>): Promise<HomeMemory> {
  const page = await (await pagesOf(given)).at(0);
  if (page === undefined) return NOTHING;
  const [recent, isDismissed, isSpellChecked = false] = decodeCbor(page) as readonly [
    readonly string[],
    boolean,
    boolean?,
  ];
  return { recent, isDismissed, isSpellChecked };
}

/** Changes the memory; one change at a time is the caller's business. */
export async function changeHomeMemory(
  given: Pick<SafeGiven, 'pages' | 'userKey'>,
  change: (before: HomeMemory) => HomeMemory,
): Promise<void> {
  const { recent, isDismissed, isSpellChecked } = change(await readHomeMemory(given));
  await (await pagesOf(given)).put(0, encodeCbor([recent, isDismissed, isSpellChecked]));
}

/** The memory after a person's Akte was opened. */
export function withOpened(memory: HomeMemory, personId: string): HomeMemory {
  return { ...memory, recent: [personId, ...memory.recent.filter((known) => known !== personId)].slice(0, MOST) };
}

async function pagesOf({ pages, userKey }: Pick<SafeGiven, 'pages' | 'userKey'>): Promise<LocalPages> {
  return new LocalPages(pages, await pageSealer(userKey.secret), PAGE);
}
