import type { Slot } from './daily-times.ts';

/** What is known of something that is due once a day: when it was done last, of which of its moments that was, and, while the clock stands
 *  before that, the moment from which days are counted. */
export interface NightMark {
  readonly at: number;
  readonly slot: number;
  readonly behind: number | null;
}

export function markOf(at: number, { at: slot }: Slot): NightMark {
  return { at, slot, behind: null };
}

/** Whether it is due at `now`, and the mark from now on (BK53). A clock that was set back begins to count where it stands: the same copy
 *  is not made again, and the next day brings one, however far in the future the last one seems to be. */
export function lookAt(mark: NightMark, now: number, { at: slot }: Slot): { isDue: boolean; mark: NightMark } {
  const isOther = slot !== mark.slot;
  if (now >= mark.at) {
    const ahead = mark.behind === null ? mark : { ...mark, behind: null };
    return { isDue: isOther && slot > mark.at, mark: ahead };
  }
  const { behind } = mark;
  if (behind === null || slot < behind) return { isDue: false, mark: { ...mark, behind: slot } };
  return { isDue: isOther && slot > behind, mark };
}
