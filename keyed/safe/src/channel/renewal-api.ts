import type { CallForms } from './call-form.ts';

/** New keys for Akten after somebody has left (docs/spec/people.md, IV41 to IV44). */
export interface RenewalApi {
  /** Calls `listener` with how far it is: at once and whenever that changes. */
  watchRenewal(listener: (view: RenewalView) => void): () => void;
  /** This device stops after the batch it is at; others may go on. */
  stopRenewal(): Promise<void>;
  /** This device goes on at once. */
  continueRenewal(): Promise<void>;
}

export const RENEWAL_CALLS = {
  watchRenewal: 'watch',
  stopRenewal: 'plain',
  continueRenewal: 'plain',
} as const satisfies CallForms<RenewalApi>;

export interface RenewalView {
  /** `waiting`: due, and this device does not do it now. */
  readonly state: 'done' | 'running' | 'waiting' | 'stopped';
  /** Akten still to get a new key; those this device may read. */
  readonly left: number;
  /** How many there were when it began. */
  readonly total: number;
  /** False when this device may not do it: no right to write, or a group whose key is not here. */
  readonly mayRenew: boolean;
}
