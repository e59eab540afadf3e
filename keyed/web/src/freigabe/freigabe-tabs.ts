import type { FreigabeItem, FreigabeList } from '@siegel/safe';

/** The lists of the screen (FG39). */
export const TABS = ['mine', 'all', 'returned', 'person'] as const;
export type FreigabeTab = (typeof TABS)[number];

/** Which Eintraege of a list are shown; empty words mean all. */
export interface FreigabeFilter {
  readonly author: string;
  readonly kuerzel: string;
  /** At least so many days old. */
  readonly days: number;
}

/** Everything is shown. */
export const SHOW_EVERYTHING: FreigabeFilter = { author: '', kuerzel: '', days: 0 };

const DAY_MS = 86_400_000;

/** What a list holds. */
export function itemsOfTab(list: FreigabeList, tab: FreigabeTab): readonly FreigabeItem[] {
  if (tab === 'returned') return list.returned;
  if (tab === 'person') return list.forPerson;
  return tab === 'mine' ? list.items.filter(({ isMine }) => isMine) : list.items;
}

/** Who handed an Eintrag in: whoever presented it, and where nobody did, whoever wrote it. */
export function fromWhom({ freigabe, author }: FreigabeItem): string {
  return freigabe.state === 'presented' ? (freigabe.by?.who ?? '') : author;
}

/** Since when an Eintrag stands where it stands, ms since 1970. */
export function sinceMs({ freigabe }: FreigabeItem): number {
  return freigabe.forPerson?.said.atMs ?? freigabe.by?.atMs ?? 0;
}

/** What is left of a list. */
export function filtered(
  items: readonly FreigabeItem[],
  { author, kuerzel, days }: FreigabeFilter,
  nowMs: number,
): readonly FreigabeItem[] {
  return items.filter(
    (item) =>
      (author === '' || fromWhom(item) === author) &&
      (kuerzel === '' || item.kuerzel === kuerzel) &&
      nowMs - sinceMs(item) >= days * DAY_MS,
  );
}
