import type { EintragView, ForPersonView } from '@siegel/safe';

/** Where a released Eintrag stands for the person. */
export type Sight = 'open' | 'later' | 'talk' | 'undecided' | 'closed' | 'takenBack';

/** The order somebody asks in: what she sees, what she will see, what somebody has to decide, what she does not see. */
const SIGHTS: readonly Sight[] = ['open', 'later', 'talk', 'undecided', 'takenBack', 'closed'];

/** What a word about a released Eintrag means today, by the server's time (FG36). */
export function sightOf(said: ForPersonView | undefined): Sight {
  if (said === undefined) return 'undecided';
  if (said.isOpen) return 'open';
  if (said.isTakenBack === true) return 'takenBack';
  return said.when === 'atDate' ? 'later' : said.when === 'afterTalk' ? 'talk' : 'closed';
}

/** The released Eintraege of an Akte by what the person sees of them, each newest first; a Sight nobody stands at is not in it. */
export function bySight(eintraege: readonly EintragView[]): readonly (readonly [Sight, readonly EintragView[]])[] {
  const released = eintraege.filter(({ freigabe }) => freigabe?.state === 'released');
  const grouped = Map.groupBy(released, ({ freigabe }) => sightOf(freigabe?.forPerson));
  return SIGHTS.flatMap((sight) => {
    const group = grouped.get(sight);
    return group === undefined ? [] : [[sight, group] as const];
  });
}

/** True when "never" would take something back. */
export function isShownOrWillBe(said: ForPersonView | undefined): boolean {
  return said !== undefined && said.when !== 'never';
}
