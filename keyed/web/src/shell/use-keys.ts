import { useEffect, useRef } from 'react';

/** Actions by key: `F2`, `Alt+KeyV`, `Alt+Digit1`, `Ctrl+KeyK`, named by the key's place (`KeyboardEvent.code`), because
 *  Alt makes other letters on some keyboards. */
export type Keys = Readonly<Record<string, () => void>>;

/** The name of a pressed key as `Keys` writes it. On a Mac, Cmd counts as Ctrl. */
export function keyName(event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
  ];
  return [...modifiers, event.code].join('+');
}

/** Listens to keys on the whole page while the component is on screen; the browser's own meaning of them is switched off. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = newest.current[keyName(event)];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
