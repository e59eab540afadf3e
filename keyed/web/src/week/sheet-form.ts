/** What a day sheet says: with reasons, or names alone. */
export const SHEET_FORMS = ['full', 'names'] as const;
/** One of `SHEET_FORMS`. */
export type SheetForm = (typeof SHEET_FORMS)[number];

let chosen: SheetForm = 'full';

/** The form that was printed last on this page; Strg P prints it again. */
export function sheetForm(): SheetForm {
  return chosen;
}

/** Keeps it until the page is left. */
export function keepSheetForm(form: SheetForm): void {
  chosen = form;
}
