import type { EintragView, PersonView } from '@siegel/safe';
import { useState } from 'react';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { focusRow } from '../akte/focus-row.ts';
import type { FreigabeAsk } from './freigabe-dialog.tsx';

/** Which question about which Eintrag of the Akte stands on the screen. A key that has no meaning for it asks nothing. */
export function useFreigabeAsk(view: PersonView) {
  const [asked, setAsked] = useState<{ readonly ask: FreigabeAsk; readonly eintrag: EintragView }>();
  function begin(ask: FreigabeAsk, recordId: string): void {
    const eintrag = view.eintraege.find((one) => one.recordId === recordId);
    if (eintrag !== undefined && hasMeaning(ask, eintrag)) setAsked({ ask, eintrag });
  }
  function end(): void {
    setAsked(undefined);
    focusRow();
  }
  return { asked, begin, end };
}

function hasMeaning(ask: FreigabeAsk, { freigabe, state, value, kind }: EintragView): boolean {
  if (freigabe === undefined || state !== 'saved' || isUnreadable(value)) return false;
  const isReleased = freigabe.state === 'released';
  if (ask === 'nachtrag') return isReleased || kind === 'nachtrag';
  if (ask === 'release') return !isReleased && freigabe.refusal === undefined;
  return !isReleased;
}
