import type { EintragView } from '@siegel/safe';

/** One row of the Akte's table. */
export interface AkteLine {
  readonly eintrag: EintragView;
  /** True on the first row of its day: the date is shown once. */
  readonly startsDay: boolean;
  /** True for a Nachtrag under its Eintrag. */
  readonly isUnder: boolean;
}

/** Which rows are shown. An empty set of Kuerzel means all, and so does no site. */
export interface AkteFilter {
  /** Name of the one site whose rows are shown. */
  readonly site?: string | undefined;
  readonly kuerzel: ReadonlySet<string>;
  /** All of its words occur in the row. */
  readonly text: string;
  /** Name of whoever wrote it. */
  readonly author?: string | undefined;
  /** First and last day, both included; JJJJ-MM-TT. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** No filter. */
export const SHOW_ALL: AkteFilter = { kuerzel: new Set(), text: '' };

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The rows of the Akte, oldest at the top and newest beside the command line, filtered.
 *  @param eintraege newest first, as the safe hands them out. */
export function akteLines(eintraege: readonly EintragView[], filter: AkteFilter): readonly AkteLine[] {
  const shown = eintraege.filter(passes(filter));
  let day: string | undefined;
  return underTheirs(inDayOrder(shown.toReversed())).map(({ eintrag, isUnder }) => {
    const startsDay = !isUnder && day !== eintrag.behandlungstag;
    if (!isUnder) day = eintrag.behandlungstag;
    return { eintrag, startsDay, isUnder };
  });
}

/** True for rows a filter lets through. */
function passes({ site, kuerzel: wanted, text, author, from, to }: AkteFilter): (eintrag: EintragView) => boolean {
  const words = fold(text.trim())
    .split(/\s+/)
    .filter((word) => word !== '');
  return ({ kuerzel, summary, siteName, author: by, behandlungstag: day }) =>
    (site === undefined || site === siteName) &&
    (wanted.size === 0 || wanted.has(kuerzel)) &&
    (author === undefined || author === by) &&
    (from === undefined || day >= from) &&
    (to === undefined || day <= to) &&
    (words.length === 0 || contains(fold(summary), words));
}

function contains(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

const RANK = { first: 0, byTime: 1, last: 2 } as const;
const rankOf = ({ dayPlace = 'byTime' }: EintragView) => RANK[dayPlace];

/** Within a day what the house puts first or last (ET6); the order of days and of all others stays. */
function inDayOrder(eintraege: readonly EintragView[]): readonly EintragView[] {
  if (!eintraege.some(({ dayPlace }) => dayPlace !== undefined)) return eintraege;
  return eintraege.toSorted((a, b) => a.behandlungstag.localeCompare(b.behandlungstag) || rankOf(a) - rankOf(b));
}

/** Each Nachtrag behind the Eintrag it belongs to, whatever its day; alone where that one is not shown. */
function underTheirs(eintraege: readonly EintragView[]): readonly Omit<AkteLine, 'startsDay'>[] {
  const shown = new Set(eintraege.map(({ recordId }) => recordId));
  const byTarget = Map.groupBy(
    eintraege.filter(({ targetId }) => targetId !== undefined && shown.has(targetId)),
    ({ targetId }) => targetId,
  );
  const under = new Set([...byTarget.values()].flat());
  return eintraege
    .filter((eintrag) => !under.has(eintrag))
    .flatMap((eintrag) => [
      { eintrag, isUnder: false },
      ...(byTarget.get(eintrag.recordId) ?? []).map((nachtrag) => ({ eintrag: nachtrag, isUnder: true })),
    ]);
}

/** How many Eintraege each Kuerzel has under the rest of the filter, alphabetically: as many as choosing it shows (FI2). What is chosen
 *  stays in the list though it has none. */
export function countByKuerzel(
  eintraege: readonly EintragView[],
  filter: AkteFilter = SHOW_ALL,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>([...filter.kuerzel].map((kuerzel) => [kuerzel, 0]));
  const isCounted = passes({ ...filter, kuerzel: SHOW_ALL.kuerzel });
  for (const eintrag of eintraege)
    if (isCounted(eintrag)) counts.set(eintrag.kuerzel, (counts.get(eintrag.kuerzel) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
