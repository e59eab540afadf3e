import type { PersonView } from '@siegel/safe';
import { useRef, useState } from 'react';
import { rowOfAkte } from '../akte/focus-row.ts';
import { focusSoon } from '../parts/focus-soon.ts';

/** Whether "what the person sees" stands on the screen, and which Eintrag it was asked about. For a draft the key asks nothing. */
export function useSight(view: PersonView) {
  const [asked, setAsked] = useState<{ readonly of: string | undefined }>();
  const origin = useRef<Element | null>(null);
  function begin(of: string | undefined): void {
    const eintrag = view.eintraege.find(({ recordId }) => recordId === of);
    if (of !== undefined && eintrag?.freigabe?.state !== 'released') return;
    origin.current = document.activeElement;
    setAsked({ of });
  }
  function end(): void {
    setAsked(undefined);
    // Back to where the key was pressed, be it a row or the command line.
    focusSoon(() =>
      origin.current instanceof HTMLElement && origin.current.isConnected ? origin.current : rowOfAkte(),
    );
  }
  return { asked, begin, end };
}
