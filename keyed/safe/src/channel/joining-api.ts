import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { SignedIn } from './sign-in-api.ts';

/** The side of somebody who was invited (IV10 to IV15). */
export interface JoiningApi {
  /** The joining that has begun in this browser. */
  joiningState(): Promise<Result<JoiningState>>;
  /** Makes the keys, keeps them sealed, registers name and password, and asks for admission. INVITATION_CODE_WRONG,
   *  INVITATION_ENDED, ACCOUNT_EXISTS, PASSWORD_TOO_WEAK, OFFLINE. */
  join(wish: JoinWishOfPage): Promise<Result<true>>;
  /** Goes on after a reload: signs in and asks again. LOGIN_FAILED, INVITATION_ENDED, JOINING_MISSING. */
  resumeJoining(password: string): Promise<Result<true>>;
  /** Looks whether somebody has answered, and then signs in. INVITATION_FOREIGN, INVITATION_ENDED, JOINING_MISSING. */
  finishJoining(): Promise<Result<{ readonly signedIn: SignedIn | null }>>;
  /** Somebody who has lost everything follows the link of an administrator: makes new keys and asks with the code (WH10).
   *  INVITATION_CODE_WRONG, INVITATION_ENDED, OFFLINE. */
  beRestored(wish: RestoreWishOfPage): Promise<Result<true>>;
  /** Looks whether an administrator has answered. INVITATION_FOREIGN, INVITATION_ENDED, JOINING_MISSING. */
  lookForRestoring(): Promise<Result<{ readonly isAnswered: boolean }>>;
  /** Chooses the new password and signs in. PASSWORD_TOO_WEAK, INVITATION_ENDED, JOINING_MISSING. */
  finishRestoring(password: string): Promise<Result<SignedIn>>;
  /** Gives it up: keys and code leave this browser. */
  dropJoining(): Promise<Result<true>>;
}

export const JOINING_CALLS = {
  joiningState: 'result',
  join: 'result',
  resumeJoining: 'result',
  finishJoining: 'result',
  beRestored: 'result',
  lookForRestoring: 'result',
  finishRestoring: 'result',
  dropJoining: 'result',
} as const satisfies CallForms<JoiningApi>;

/** What has begun here. `waiting`: admission was asked for by `account`; `isSignedIn`: this window needs no password for it. */
export type JoiningState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly account: string; readonly isSignedIn: boolean }
  /** An administrator is asked. */
  | { readonly state: 'restoring' }
  /** An administrator has answered; a password is chosen for `account`. */
  | { readonly state: 'restored'; readonly account: string };

export interface RestoreWishOfPage {
  readonly tenantId: string;
  readonly userId: string;
  readonly token: string;
  readonly code: string;
}

export interface JoinWishOfPage {
  readonly tenantId: string;
  readonly userId: string;
  readonly token: string;
  readonly code: string;
  readonly account: string;
  readonly password: string;
}
