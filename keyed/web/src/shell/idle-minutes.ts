import type { SafeStatus } from '@siegel/safe';

const OWN = 'siegel-sperre-minuten';
const USUAL = 15;

/** What was chosen for this browser alone; undefined: as the rule says. */
export function ownIdleMinutes(storage: Pick<Storage, 'getItem'> = localStorage): number | undefined {
  const own = Number(storage.getItem(OWN) ?? Number.NaN);
  return Number.isInteger(own) && own >= 1 ? own : undefined;
}

/** Chooses for this browser; undefined: as the rule says. */
export function chooseIdleMinutes(
  minutes: number | undefined,
  storage: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): void {
  if (minutes === undefined) storage.removeItem(OWN);
  else storage.setItem(OWN, String(minutes));
}

/** Minutes without a sign of life after which this workplace locks itself: the own choice, never longer than the rule allows (AZ10). */
export function idleMinutes(idle: SafeStatus['idle'], own: number | undefined): number {
  const { minutes, mostMinutes } = idle ?? { minutes: USUAL, mostMinutes: USUAL };
  return Math.min(own ?? minutes, mostMinutes);
}
