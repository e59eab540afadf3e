import type { PersonView } from '@siegel/safe';
import { useState } from 'react';
import type { Pane } from './akte-pane.tsx';

/** The row in focus, and what stands beside the table about it. */
export function usePane(personId: string, view: PersonView) {
  const [activeId, setActiveId] = useState<string>();
  const [pane, setPane] = useState<Pane>();
  const isThere = view.eintraege.some(({ recordId }) => recordId === activeId);
  // The keys speak of the row in focus, or of the person while there is none.
  const of = activeId !== undefined && isThere ? activeId : personId;
  const toggle = (shows: 'server' | 'history') => setPane((now) => (now?.shows === shows ? undefined : { shows, of }));
  function follow(recordId: string | undefined): void {
    setActiveId(recordId);
    setPane((now) => (recordId === undefined ? now : followed(now, recordId)));
  }
  function show(shows: 'server' | 'history' | 'file', of: string): void {
    setActiveId(of);
    setPane({ shows, of });
  }
  return { activeId, pane, setPane, toggle, follow, show };
}

/** An open pane follows the selection; a form and a file stay until they are closed or another file is asked for. */
function followed(pane: Pane | undefined, recordId: string): Pane | undefined {
  return pane?.shows === 'server' || pane?.shows === 'history' ? { ...pane, of: recordId } : pane;
}
