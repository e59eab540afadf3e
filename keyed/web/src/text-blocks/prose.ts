/** Marks a field in which sentences are written: text blocks, spell check as the user wants it, "Als Textbaustein" (TB7, TB15).
 *  Spread into the field: `<textarea {...PROSE}>`. */
export const PROSE = { 'data-prose': '' } as const;

/** A field of the page that takes text. */
export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** The field, when sentences are written in it now. */
export function proseField(element: EventTarget | null): TextField | undefined {
  const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  return isField && element.matches('[data-prose]') && !element.readOnly && !element.disabled ? element : undefined;
}
