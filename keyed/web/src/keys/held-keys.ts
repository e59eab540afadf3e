/** The part of a key press this looks at. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What to do with a key while single keys are off: `swallow` it; hand on what Alt and Umschalt with it stand for, the first that
 *  somebody takes; or leave it alone. */
export type HeldAct =
  | { readonly does: 'swallow' | 'leave' }
  | { readonly does: 'hand-on'; readonly keys: readonly Plain[] };

/** A key as if it were pressed alone. */
export interface Plain {
  readonly key: string;
  readonly code: string;
}

/** What becomes of a key outside of fields (EV20, EV21). Space, Enter, Entf and arrows are no letters, digits or signs. */
export function heldAct(pressed: Pressed): HeldAct {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (ctrlKey || metaKey) return { does: 'leave' };
  if (altKey) return shiftKey && isSign(code) ? { does: 'hand-on', keys: plainKeys(key, code) } : { does: 'leave' };
  return key.length === 1 && key !== ' ' ? { does: 'swallow' } : { does: 'leave' };
}

function isSign(code: string): boolean {
  return /^(?:Key[A-Z]|Digit\d|Slash|Minus|Numpad\d|NumpadDivide)$/.test(code);
}

/** What the key types with Umschalt and without: `/` lies on the 7 of a German keyboard and alone on an English one. A Mac types other
 *  letters with Alt. */
function plainKeys(key: string, code: string): readonly Plain[] {
  if (/Slash$|Divide$/.test(code)) return [{ key: '/', code }];
  const byPlace = /^(?:Key|Digit|Numpad)([A-Z\d])$/.exec(code)?.[1]?.toLowerCase();
  const typed = /^[a-zA-Z/?]$/.test(key) ? key.toLowerCase() : undefined;
  // A letter is the one that is written on the key, not the one at its place on an English keyboard.
  const isLetter = typed !== undefined && /[a-z]/.test(typed);
  const keys = new Set([typed, isLetter ? undefined : byPlace].filter((one) => one !== undefined));
  return [...keys].map((one) => ({ key: one, code: /[a-z]/.test(one) ? `Key${one.toUpperCase()}` : code }));
}

/** Holds single keys back on the whole page, before any screen hears them, and hands on what is pressed with Alt and Umschalt.
 *  @returns ends it. */
export function holdSingleKeys(page: Window): () => void {
  const onKey = (event: KeyboardEvent) => {
    // Those made here are for the screens.
    if (!event.isTrusted || isTyping(event.target)) return;
    const act = heldAct(event);
    if (act.does === 'leave') return;
    event.stopImmediatePropagation();
    if (act.does !== 'hand-on') return;
    for (const plain of act.keys) {
      const made = new KeyboardEvent('keydown', { ...plain, bubbles: true, cancelable: true });
      if (!(event.target ?? page).dispatchEvent(made)) return event.preventDefault();
    }
  };
  page.addEventListener('keydown', onKey, true);
  return () => page.removeEventListener('keydown', onKey, true);
}

/** Where letters are text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
