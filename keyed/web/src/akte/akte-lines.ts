import type { EintragView } from '@siegel/safe';

/** One row of the Akte's table. */
export interface AkteLine {
  readonly eintrag: EintragView;
  /** True on the first row of its day: the date is shown once. */
  readonly startsDay: boolean;
}

/** Which rows are shown. An empty set of Kuerzel means all. */
export interface AkteFilter {
  readonly kuerzel: ReadonlySet<string>;
  readonly text: string;
}

/** No filter. */
export const SHOW_ALL: AkteFilter = { kuerzel: new Set(), text: '' };

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The rows of the Akte, oldest at the top and newest beside the command line, filtered.
 *  @param eintraege newest first, as the safe hands them out. */
export function akteLines(eintraege: readonly EintragView[], filter: AkteFilter): readonly AkteLine[] {
  const wanted = fold(filter.text.trim());
  const shown = eintraege.filter(
    ({ kuerzel, summary }) =>
      (filter.kuerzel.size === 0 || filter.kuerzel.has(kuerzel)) && (wanted === '' || fold(summary).includes(wanted)),
  );
  return shown
    .toReversed()
    .map((eintrag, at, all) => ({ eintrag, startsDay: all[at - 1]?.behandlungstag !== eintrag.behandlungstag }));
}

/** How many Eintraege each Kuerzel has, alphabetically. */
export function countByKuerzel(eintraege: readonly EintragView[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kuerzel } of eintraege) counts.set(kuerzel, (counts.get(kuerzel) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
