import { isDamaged, isWhole, type KeptBackup } from './kept-backups.ts';

/** Daily backups that are kept (D4). */
const DAILY_MOST = 7;

/** What the plan deletes of `backups`, oldest first (BK52). A daily one goes when there are seven newer daily ones that were compared and
 *  found whole, so that the newest whole one never goes, nor does a copy for one of which nobody knows whether it is any good. One that is
 *  damaged goes behind seven newer ones of any state: a disk that damages everything must not fill up with it. */
export function rolledAway(backups: readonly KeptBackup[]): readonly string[] {
  const daily = backups.filter(({ cause }) => cause === 'daily');
  return daily
    .filter((backup, at) => {
      const newer = daily.slice(at + 1);
      const counting = isDamaged(backup) ? newer : newer.filter((other) => isWhole(other));
      return counting.length >= DAILY_MOST;
    })
    .map(({ id }) => id);
}

/** Which one is compared next (BK54): never compared, else the one whose turn is longest ago. Turns are counted: a clock that was wrong once
 *  keeps none from being compared. */
export function nextCompared(backups: readonly KeptBackup[]): string | undefined {
  const [first] = backups.toSorted((a, b) => turnOf(a) - turnOf(b));
  return first?.id;
}

/** The turn of the next comparison. */
export function nextTurn(backups: readonly KeptBackup[]): number {
  return Math.max(0, ...backups.map((backup) => turnOf(backup))) + 1;
}

function turnOf({ check }: KeptBackup): number {
  return check?.turn ?? -1;
}
