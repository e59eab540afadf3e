import { useEffect } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { proseField } from './prose.ts';

const CHANGED = 'siegel-spell-check';

/** Switches the browser's spell check on in fields marked as prose, if the user wants it (TB15). The page itself says no
 *  (`index.html`), and every field inherits that: one that nobody thought of is not checked. */
export function useSpellCheck(): void {
  const safe = useSafe();
  useEffect(() => {
    let isOn = false;
    const heed = (field: HTMLElement) => {
      if (isOn) field.spellcheck = true;
      else field.removeAttribute('spellcheck');
    };
    const onFocus = ({ target }: FocusEvent) => {
      const field = proseField(target);
      if (field !== undefined) heed(field);
    };
    const ask = () =>
      void safe.writingAids().then((aids) => {
        isOn = aids.isSpellChecked;
        for (const field of document.querySelectorAll<HTMLElement>('[data-prose]')) heed(field);
      });
    ask();
    document.addEventListener('focusin', onFocus);
    window.addEventListener(CHANGED, ask);
    return () => {
      document.removeEventListener('focusin', onFocus);
      window.removeEventListener(CHANGED, ask);
    };
  }, [safe]);
}

/** Says that the user has decided otherwise. */
export function spellCheckChanged(): void {
  window.dispatchEvent(new Event(CHANGED));
}
