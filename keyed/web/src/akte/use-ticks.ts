import { useMemo, useState } from 'react';
import type { AkteLine } from './akte-lines.ts';
import { allTicked, drawnTo, NO_TICKS, tickedOf, toggled } from './ticks.ts';

/** The ticked rows of the Akte and the ways to tick them. */
export interface RowTicks {
  /** Ticked and shown. */
  readonly ids: ReadonlySet<string>;
  readonly toggle: (recordId: string) => void;
  /** Draws the range to a row; it begins at the active one unless one was begun. */
  readonly drawTo: (recordId: string) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

/** Ticks over the rows as they are shown. */
export function useTicks(lines: readonly AkteLine[], activeId: string | undefined): RowTicks {
  const [ticks, setTicks] = useState(NO_TICKS);
  const shown = useMemo(() => lines.map(({ eintrag }) => eintrag.recordId), [lines]);
  const ids = useMemo(() => (ticks === NO_TICKS ? NO_TICKS.single : tickedOf(ticks, shown)), [ticks, shown]);
  return {
    ids,
    toggle: (recordId) => setTicks((now) => toggled(now, recordId, shown)),
    drawTo: (recordId) => setTicks((now) => drawnTo(now, activeId, recordId)),
    all: () => setTicks(allTicked(shown)),
    clear: () => setTicks(NO_TICKS),
  };
}
