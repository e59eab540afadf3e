import type { LocalDate } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';
import type { SignInWish } from './sign-in-api.ts';

/** What is to be done when somebody leaves: new keys for Akten, their open tasks, and what they had not sent (docs/spec/people.md, IV41 to IV46). */
export interface LeavingApi {
  /** Calls `listener` with how far it is: at once and whenever that changes. */
  watchRenewal(listener: (view: RenewalView) => void): () => void;
  /** This device stops after the batch it is at; others may go on. */
  stopRenewal(): Promise<void>;
  /** This device goes on at once. */
  continueRenewal(): Promise<void>;
  /** The open tasks of somebody: of the house, and in the Akten the own user may read; by day. OFFLINE. */
  openTasksOf(userId: string): Promise<Result<readonly OpenTaskOf[]>>;
  /** Names a colleague in place of somebody in all their open tasks. @returns how many. RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
  handOverTasks(userId: string, toUserId: string): Promise<Result<number>>;
  /** What somebody who has left wrote on this device and nobody else has, as text (IV46). It opens as work without a server
   *  does: LOGIN_FAILED, OFFLINE_NOT_ALLOWED. */
  readLeftBehind(wish: SignInWish): Promise<Result<readonly LeftText[]>>;
  /** Takes it off this device. Codes as above. */
  forgetLeftBehind(wish: SignInWish): Promise<Result<true>>;
}

export const LEAVING_CALLS = {
  watchRenewal: 'watch',
  stopRenewal: 'plain',
  continueRenewal: 'plain',
  openTasksOf: 'result',
  handOverTasks: 'result',
  readLeftBehind: 'result',
  forgetLeftBehind: 'result',
} as const satisfies CallForms<LeavingApi>;

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

/** What somebody still has to do. */
export interface OpenTaskOf {
  readonly recordId: string;
  readonly title: string;
  readonly dueDay?: LocalDate;
  /** Undefined: a task of the house, or of a person that cannot be found on this device. */
  readonly person?: PersonRow;
}

/** One thing somebody wrote that did not get into the journal any more. */
export interface LeftText {
  readonly personName: string;
  readonly kuerzel: string;
  readonly authoredAtMs: number;
  /** Empty when it does not open here any more. */
  readonly text: string;
}
