import { client, ready } from '@serenity-kit/opaque';
// Types alone: this file is nearly all that a worker of its own has to load.
import type { Result } from '@siegel/wire';

/** Argon2id with 64 MiB and 3 passes: fixed in the client, never asked of the server (SL, pitfall 8). */
const KEY_STRETCHING = { 'argon2id-custom': { memory: 65_536, iterations: 3, parallelism: 4 } } as const;

/** The client's side of OPAQUE, step by step; messages, states and keys as base64url. MESSAGE_MALFORMED for an answer that is none.
 *  Source: RFC 9807 §5 and §6. */
export interface OpaqueSteps {
  startLogin(given: { readonly password: string }): Promise<Result<StartedLogin>>;
  /** Undefined: the password does not fit. */
  finishLogin(given: LoginAnswer): Promise<Result<FinishedLogin | undefined>>;
  startRegistration(given: { readonly password: string }): Promise<Result<StartedRegistration>>;
  finishRegistration(given: RegistrationAnswer): Promise<Result<FinishedRegistration>>;
}

export interface StartedLogin {
  readonly clientLoginState: string;
  readonly startLoginRequest: string;
}

interface LoginAnswer {
  readonly clientLoginState: string;
  readonly loginResponse: string;
  readonly password: string;
}

interface FinishedLogin {
  readonly finishLoginRequest: string;
  readonly exportKey: string;
}

interface StartedRegistration {
  readonly clientRegistrationState: string;
  readonly registrationRequest: string;
}

interface RegistrationAnswer {
  readonly clientRegistrationState: string;
  readonly registrationResponse: string;
  readonly password: string;
}

interface FinishedRegistration {
  readonly registrationRecord: string;
  readonly exportKey: string;
}

/** The steps, done by the library here and now. */
export const OPAQUE_STEPS: OpaqueSteps = {
  startLogin: (given) => taken(() => client.startLogin(given)),
  finishLogin: (given) => taken(() => client.finishLogin({ ...given, keyStretching: KEY_STRETCHING })),
  startRegistration: (given) => taken(() => client.startRegistration(given)),
  finishRegistration: (given) => taken(() => client.finishRegistration({ ...given, keyStretching: KEY_STRETCHING })),
};

/** The library throws on bytes that are no answer at all. */
async function taken<T>(take: () => T): Promise<Result<T>> {
  await ready;
  try {
    return { ok: true, value: take() };
  } catch {
    return { ok: false, error: { code: 'MESSAGE_MALFORMED' } };
  }
}
