import { useCallback, useState } from 'react';
import { UndoToast } from './undo-toast.tsx';
import type { DayActs } from './use-day-acts.ts';
import type { KeptFilters } from './use-kept-filters.ts';

/** What was done last, with an appointment or a filter, and its way back (TL9). */
export function LastDone({ acts, filters }: { readonly acts: DayActs; readonly filters: KeptFilters }) {
  const dismiss = useDismiss(acts.dismiss);
  const dismissFilter = useDismiss(filters.dismiss);
  if (filters.last !== undefined)
    return <UndoToast last={filters.last} onUndo={filters.undo} onClose={dismissFilter} />;
  return acts.last === undefined ? null : <UndoToast last={acts.last} onUndo={acts.undo} onClose={dismiss} />;
}

/** The same function in every frame: a clock that ticks must not begin the six seconds anew. */
function useDismiss(dismiss: () => void): () => void {
  const [kept] = useState<{ act: () => void }>({ act: dismiss });
  kept.act = dismiss;
  return useCallback(() => kept.act(), [kept]);
}
