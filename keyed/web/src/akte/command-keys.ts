import type { KeyboardEvent } from 'react';
import { addDays } from '../text/parse-day.ts';
import type { Draft } from './drafts.ts';

/** What a key of the line does. */
const ACT_BY_KEY: Readonly<Record<string, keyof KeyActions['acts']>> = {
  Enter: 'enter',
  Escape: 'escape',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Strg Enter, on a Mac Befehl Enter (FG44). */
export function isHandIn({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

interface KeyActions {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly acts: {
    readonly enter: () => void;
    readonly handIn: () => void;
    readonly escape: () => void;
    readonly up: () => void;
    readonly down: () => void;
  };
}

/** Enter, Strg Enter, Esc, Alt with arrows for the day, arrows for the last line, the rows and the list of commands, backspace at the front to free
 *  the Kuerzel. What somebody else has taken (a text block) stays theirs. */
export function commandKeys(event: KeyboardEvent<HTMLInputElement>, { draft, setDraft, acts }: KeyActions): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return;
  const { selectionStart, selectionEnd } = event.currentTarget;
  const isAtFront = selectionStart === 0 && selectionEnd === 0;
  const days = event.key === 'ArrowUp' ? 1 : -1;
  const act = isHandIn(event) ? 'handIn' : ACT_BY_KEY[event.key];
  if (event.altKey && /^Arrow(?:Up|Down)$/.test(event.key)) setDraft({ ...draft, day: addDays(draft.day, days) });
  else if (act !== undefined) acts[act]();
  else if (event.key === 'Backspace' && isAtFront && draft.kuerzel !== undefined)
    setDraft({ ...draft, kuerzel: undefined });
  else return;
  event.preventDefault();
}
