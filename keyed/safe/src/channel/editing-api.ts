import type { CallForms } from './call-form.ts';

/** Who changes what right now (AT53). */
export interface EditingApi {
  /** Tells the others who have the Akte open that this user changes a record, or does no longer. To be repeated every 10 s. Nothing
   *  depends on it: without a line nobody is told. @param recordId a person's is the id of the person. */
  announceEditing(recordId: string, isEditing: boolean): Promise<void>;
  /** Calls `listener` at once and whenever somebody else begins or ends to change a record. */
  watchEditing(listener: (signs: readonly EditingSign[]) => void): () => void;
}

export const EDITING_CALLS = {
  announceEditing: 'plain',
  watchEditing: 'watch',
} as const satisfies CallForms<EditingApi>;

/** A record somebody else changes right now. */
export interface EditingSign {
  /** A person's is the id of the person. */
  readonly recordId: string;
  /** Name of the user; empty when it is not known here. */
  readonly who: string;
}
