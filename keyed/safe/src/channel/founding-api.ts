import type { Result } from '@siegel/wire';
import type { FoundingFacts } from '../safe/founding-plan.ts';
import type { CallForms } from './call-form.ts';
import type { SignedIn } from './sign-in-api.ts';

/** Founding an organisation in the browser. The kit leaves the worker only to be saved and printed. */
export interface FoundingApi {
  /** Whether this server has an organisation already, and whether a founding has begun in this browser. */
  foundingState(): Promise<Result<FoundingState>>;
  /** Whether this is the set-up code of the server. FOUNDING_TOKEN_WRONG. */
  checkFoundingToken(token: string): Promise<Result<true>>;
  /** Makes the kit and keeps the begun founding sealed in this browser; called again it changes what was entered and keeps the
   *  kit. Nothing is sent. */
  beginFounding(wish: FoundingFacts & { readonly token: string }): Promise<Result<KitToKeep>>;
  /** Notes that file and sheet are kept and proven, so that a reload does not ask again. */
  noteKitKept(): Promise<Result<true>>;
  /** Founds the organisation with what was begun, or goes on where it broke, and signs the founder in. PASSWORD_TOO_WEAK,
   *  FOUNDING_MISSING, LOGIN_FAILED (it stands under another password), OFFLINE. */
  finishFounding(password: string): Promise<Result<SignedIn>>;
  /** Forgets a begun founding and its kit. */
  dropFounding(): Promise<Result<true>>;
}

export const FOUNDING_CALLS = {
  foundingState: 'result',
  checkFoundingToken: 'result',
  beginFounding: 'result',
  noteKitKept: 'result',
  finishFounding: 'result',
  dropFounding: 'result',
} as const satisfies CallForms<FoundingApi>;

export type { FoundingFacts } from '../safe/founding-plan.ts';

/** Where the first run stands. */
export type FoundingState =
  | { readonly state: 'founded' }
  | { readonly state: 'open' }
  | { readonly state: 'begun'; readonly facts: FoundingFacts; readonly kit: KitToKeep; readonly isKept: boolean };

/** The kit in all its forms, to be saved and printed. */
export interface KitToKeep {
  readonly fileName: string;
  readonly file: string;
  readonly words: readonly string[];
  readonly qr: string;
  readonly mark: string;
}
