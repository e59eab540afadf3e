import type { Failure, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Second factors (docs/spec/second-factor.md): shown on the way in, set up and removed by their owner. */
export interface FactorApi {
  /** Calls `listener` while a sign-in waits for a second factor, and with undefined when it waits no more. */
  watchFactorAsked(listener: (asked: FactorAsked | undefined) => void): () => void;
  /** What is shown; undefined gives the sign-in up. */
  answerFactor(answer: FactorAnswer | undefined): Promise<void>;
  /** Calls `listener` with true while somebody comes in no further before they have a factor (ZF2), whichever way they came. */
  watchEnrolment(listener: (isAsked: boolean) => void): () => void;
  /** It is set up: the sign-in that waits goes on. False: given up, it ends with FACTOR_MISSING. */
  endEnrolment(isSetUp: boolean): Promise<void>;
  /** The own factors and where the server sees this browser. Also for somebody who is let in no further before there is one (ZF2). */
  factorState(): Promise<Result<FactorState>>;
  /** Begins to set one up. PASSWORD_NEEDED: once more with the password. */
  startFactor(wish: FactorWish): Promise<Result<FactorStart>>;
  /** It works: it counts from now on. FACTOR_WRONG, FACTOR_UNKNOWN. */
  finishFactor(setup: string, proof: FactorProofOfSetup): Promise<Result<true>>;
  /** PASSWORD_NEEDED as for `startFactor`. */
  removeFactor(factor: string, password: string | undefined): Promise<Result<true>>;
  /** For administrators: takes all factors of a colleague off, by an entry that everybody can see (ZF20). */
  takeFactorsOff(userId: string): Promise<Result<true>>;
}

export const FACTOR_CALLS = {
  watchFactorAsked: 'watch',
  answerFactor: 'plain',
  watchEnrolment: 'watch',
  endEnrolment: 'plain',
  factorState: 'result',
  startFactor: 'result',
  finishFactor: 'result',
  removeFactor: 'result',
  takeFactorsOff: 'result',
} as const satisfies CallForms<FactorApi>;

export type FactorKind = 'totp' | 'passkey' | 'sms';

export interface FactorLine {
  readonly factor: string;
  readonly kind: FactorKind;
  /** The last two digits of a phone; else empty. */
  readonly hint: string;
}

/** What the server wants to see beside the password. */
export interface FactorAsked {
  readonly factors: readonly FactorLine[];
  /** Base64url; for a passkey. */
  readonly challenge: string;
  readonly credentials: readonly string[];
  /** Why the last answer was not taken. */
  readonly failure: Failure | undefined;
  /** The phone a code is on its way to. */
  readonly sentTo: string | undefined;
}

/** What the browser signed with a passkey, base64url. */
export interface PasskeyAssertion {
  readonly credential: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

export type FactorAnswer =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'sms'; readonly factor: string; readonly code: string }
  | { readonly kind: 'send-sms'; readonly factor: string }
  | ({ readonly kind: 'passkey' } & PasskeyAssertion)
  /** The recovery code as it was typed, where every factor is lost (ZF21). */
  | { readonly kind: 'recovery'; readonly code: string };

export interface FactorState {
  readonly factors: readonly (FactorLine & { readonly addedAtMs: number })[];
  readonly hasSms: boolean;
  /** As the server sees this browser. */
  readonly address: string;
  readonly isInside: boolean;
}

export interface FactorWish {
  readonly kind: FactorKind;
  readonly phone?: string;
  readonly password?: string;
}

export interface FactorStart {
  readonly setup: string;
  /** Base32, for an app for codes; shown once. */
  readonly secret: string;
  /** Name under which an app keeps it. */
  readonly account: string;
  readonly challenge: string;
  readonly credentials: readonly string[];
}

export type FactorProofOfSetup =
  | { readonly kind: 'code'; readonly code: string }
  | ({ readonly kind: 'passkey'; readonly publicKey: string } & Omit<PasskeyAssertion, 'signature'>);
