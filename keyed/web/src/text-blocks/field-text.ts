import type { Selected } from '@siegel/akten';
import type { TextField } from './prose.ts';

/** Text and selection of a field as they are. */
export function selectedIn(field: TextField): Selected {
  const end = field.value.length;
  return { text: field.value, from: field.selectionStart ?? end, to: field.selectionEnd ?? end };
}

/** Selects within a field, and brings it into view. */
export function select(field: TextField, { from, to }: Selected): void {
  field.focus();
  field.setSelectionRange(from, to);
}

/** Puts what `after` says into a field, as if it had been typed: one step of the browser's own undo, and the field's screen hears of it
 *  (TB7). Only what differs is replaced, so that undo gives back the Kuerzel and nothing else. */
export function putInto(field: TextField, after: Selected): void {
  const before = field.value;
  const { from, to, put } = difference(before, after.text);
  field.focus();
  field.setSelectionRange(from, to);
  // The one way to keep the undo of the browser whole. Where it is refused, the text is set and its undo is lost.
  if (!document.execCommand('insertText', false, put)) {
    field.setRangeText(put, from, to, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: put }));
  }
  // A field may make something else of what is typed, such as a type of Eintrag.
  if (field.value === after.text) field.setSelectionRange(after.from, after.to);
}

/** The shortest piece that makes one text another. */
function difference(before: string, after: string) {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let [end, afterEnd] = [before.length, after.length];
  while (end > from && afterEnd > from && before[end - 1] === after[afterEnd - 1]) {
    end--;
    afterEnd--;
  }
  return { from, to: end, put: after.slice(from, afterEnd) };
}
