import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { KitToKeep } from './founding-api.ts';
import type { SignedIn } from './sign-in-api.ts';

/** The organisation's kit after the first day: the way back in, and its sheet printed again. */
export interface KitApi {
  /** Recognises a kit in what was typed, scanned or read from a file; the worker holds it until `recoverAccess` or `forgetKit`.
   *  KIT_FILE_DAMAGED, KIT_WORDS_COUNT (`count`), KIT_WORD_UNKNOWN (`number`), KIT_WORDS_WRONG, KIT_FOREIGN,
   *  ADMINISTRATOR_MISSING. */
  openKit(text: string): Promise<Result<RecognisedKit>>;
  /** Restores an administrator with fresh keys and a new password on this device, and signs in. The old devices go out. */
  recoverAccess(userId: string, password: string): Promise<Result<SignedIn>>;
  /** Forgets the recognised kit. */
  forgetKit(): Promise<void>;
  /** The sheet of this organisation's kit, to be printed again. KIT_FOREIGN for another one's. */
  sheetOfKit(text: string): Promise<Result<KitToKeep>>;
}

export const KIT_CALLS = {
  openKit: 'result',
  recoverAccess: 'result',
  forgetKit: 'plain',
  sheetOfKit: 'result',
} as const satisfies CallForms<KitApi>;

export interface RecognisedKit {
  readonly mark: string;
  readonly administrators: readonly { readonly userId: string; readonly account: string }[];
}
