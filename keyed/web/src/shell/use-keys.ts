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

/** Calls `act` for a question mark that nobody types and no screen has taken. */
export function useQuestionMark(act: () => void): void {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (isField(event.target)) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Alt with the arrows goes back and forward where nobody types and no screen has taken it, in a window without the browser's bar as
 *  well; in fields it stays what the browser does with it (EV41). */
export function useHistoryKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { 'Alt+ArrowLeft': -1, 'Alt+ArrowRight': 1 }[keyName(event)];
      if (by === undefined || event.defaultPrevented || isField(event.target)) return;
      event.preventDefault();
      window.history.go(by);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Where the keys of a screen work: the one row, field or appointment of it that Tab reaches. */
const ENTRY = ['[role=row]', '[data-row]', '[data-stop]', '[role=option]', '[role=listbox]', 'li']
  .map((of) => `${of}[tabindex="0"]`)
  .join();

/** An arrow pressed where nothing has the focus goes into the screen's list or grid: whoever opens a screen by its key works on it at
 *  once (EV42). */
export function useArrowsEnter(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!/^Arrow(?:Up|Down|Left|Right)$/.test(keyName(event)) || event.defaultPrevented) return;
      if (event.target !== document.body || document.querySelector('[role=dialog]') !== null) return;
      const entry = document.querySelector<HTMLElement>(ENTRY);
      if (entry === null) return;
      event.preventDefault();
      entry.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}
