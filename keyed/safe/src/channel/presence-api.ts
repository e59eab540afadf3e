import type { CallForms } from './call-form.ts';

/** Who changes what right now (AT53). */
export interface PresenceApi {
  /** Tells the others who have the Akte open that this user changes a record, or does no longer. To be repeated every 10 s. Nothing
   *  depends on it: without a line nobody is told. @param recordId a person's is the id of the person. */
  announceEditing(recordId: string, isEditing: boolean): Promise<void>;
  /** Calls `listener` at once and whenever somebody else begins or ends to change a record. */
  watchPresence(listener: (presences: readonly Presence[]) => void): () => void;
}

export const PRESENCE_CALLS = {
  announceEditing: 'plain',
  watchPresence: 'watch',
} as const satisfies CallForms<PresenceApi>;

/** A record somebody else changes right now. */
export interface Presence {
  /** A person's is the id of the person. */
  readonly recordId: string;
  /** Name of the user; empty when it is not known here. */
  readonly who: string;
}
