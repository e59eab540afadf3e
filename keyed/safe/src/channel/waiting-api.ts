import type { EintragKindName } from '@siegel/akten';
import type { ErrorCode } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** What only this device has, and whether the safe is alive. */
export interface WaitingApi {
  /** What was written here and is not in the journal yet, oldest first. */
  waitingEntries(): Promise<readonly WaitingEntry[]>;
  /** Tries to send what waits, now. */
  sendWaiting(): Promise<void>;
  /** Somebody types, clicks or scrolls: what nobody waits for gives way for a moment (SF35). */
  heard(): Promise<void>;
  /** Answers at once; a safe that does not is gone. */
  isAlive(): Promise<true>;
}

export const WAITING_CALLS = {
  waitingEntries: 'plain',
  sendWaiting: 'plain',
  heard: 'plain',
  isAlive: 'plain',
} as const satisfies CallForms<WaitingApi>;

export interface WaitingEntry {
  readonly recordId: string;
  /** Undefined for what belongs to no person. */
  readonly personId?: string;
  /** "Brandt, Ilse"; empty when the person is not readable here. */
  readonly personName: string;
  readonly kind?: EintragKindName;
  readonly kuerzel: string;
  readonly hue: string;
  readonly summary: string;
  readonly authoredAtMs: number;
  /** Waits to be sent, or was refused by the server and waits for a decision. */
  readonly state: 'queued' | 'conflict';
  /** Why it was refused. */
  readonly code?: ErrorCode;
}
