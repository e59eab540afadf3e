import type { EintragView } from '@siegel/safe';

/** One row of the Akte's table. */
export interface AkteLine {
  readonly eintrag: EintragView;
  /** True on the first row of its day: the date is shown once. */
  readonly startsDay: boolean;
  /** True for a Nachtrag under its Eintrag. */
  readonly isUnder: boolean;
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
  let day: string | undefined;
  return underTheirs(shown.toReversed()).map(({ eintrag, isUnder }) => {
    const startsDay = !isUnder && day !== eintrag.behandlungstag;
    if (!isUnder) day = eintrag.behandlungstag;
    return { eintrag, startsDay, isUnder };
  });
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

/** How many Eintraege each Kuerzel has, alphabetically. */
export function countByKuerzel(eintraege: readonly EintragView[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kuerzel } of eintraege) counts.set(kuerzel, (counts.get(kuerzel) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
