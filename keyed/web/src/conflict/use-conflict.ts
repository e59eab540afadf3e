import type { EintragView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import type { Draft } from '../akte/drafts.ts';
import { editableText, type EintragValue, isUnreadable } from '../akte/eintrag-text.ts';
import { useSafe } from '../safe/safe-context.ts';
import type { Conflict } from './conflict-view.tsx';

/** The two wordings a human has to decide about while an Eintrag is changed, or undefined when there is only one: somebody saved
 *  since the change began, or the server refused what had waited here. */
export function useConflict(eintrag: EintragView, value: EintragValue, draft: Draft): Conflict | undefined {
  const refusedBase = useBaseText(eintrag);
  const theirs = editableText(eintrag.kind, value);
  // What was joined by hand is settled for this version; the next one asks again.
  const isSettled = draft.settled === eintrag.head;
  const isOvertaken = draft.base !== undefined && draft.base !== eintrag.head && draft.text !== theirs;
  const isRefused = eintrag.refused !== undefined && eintrag.receivedAtMs !== null;
  if (isSettled || !(isOvertaken || isRefused)) return undefined;
  return { base: isRefused ? refusedBase : draft.baseText, mine: draft.text, theirs, author: eintrag.author };
}

/** The wording a refused change began from; it lies in the history. */
function useBaseText({ recordId, refusedBase, kind }: EintragView): string | undefined {
  const safe = useSafe();
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (refusedBase === undefined) return undefined;
    let left = false;
    void safe.recordHistory(recordId).then((read) => {
      const begun = read.ok ? read.value.versions.find(({ head }) => head === refusedBase) : undefined;
      if (!left && begun !== undefined && !isUnreadable(begun.value)) setText(editableText(kind, begun.value));
    });
    return () => {
      left = true;
    };
  }, [safe, recordId, refusedBase, kind]);
  return text;
}
