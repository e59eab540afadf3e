import { withOpaque } from '#opaque';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { bytesOfBase64url } from './base64url.ts';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from './server-request.ts';
import type { OpaqueSteps } from './opaque-steps.ts';
import { type FactorAsker, showFactor } from './show-factor.ts';

/** A living account session and the secret OPAQUE gave for this password. */
export interface AccountSession {
  readonly address: ServerAddress;
  readonly user: Id;
  /** 64 bytes that only this password gives; they open the password slot. Never sent. */
  readonly exportKey: Uint8Array;
}

/** A log-in whose password fits: what the server is to be shown, and the secret of this password. */
export interface BegunSignIn {
  readonly login: string;
  readonly finishLoginRequest: string;
  /** 64 bytes that only this password gives; they open the password slot. Never sent. */
  readonly exportKey: Uint8Array;
}

/** Signs in by name and password (SY1, SY2), and by a second factor where one is asked for (ZF1). LOGIN_FAILED for an unknown name
 *  and a wrong password alike; codes of `showFactor`. An `address` with a session shows that this browser was in before (ZF4). */
export async function signInAccount(
  address: ServerAddress,
  account: string,
  password: string,
  asker?: FactorAsker,
): Promise<Result<AccountSession, RequestFailure>> {
  const begun = await beginSignIn(address, account, password);
  if (!begun.ok) return begun;
  const { login, finishLoginRequest, exportKey } = begun.value;
  const outcome = await askJson(address, 'login/finish', {
    body: { login, finishLoginRequest },
    answer: 'loginOutcome',
  });
  if (!outcome.ok) return outcome;
  const session = 'factorLogin' in outcome.value ? await showFactor(address, outcome.value, asker) : ok(outcome.value);
  if (!session.ok) return session;
  const user = bytesOfHex(session.value.user);
  if (user === undefined) return fail('MESSAGE_MALFORMED');
  const { session: token, id } = session.value;
  // A browser keeps the token where no script reads it and names the session; a program holds the token.
  const own = token === '' ? { sessionId: id } : { session: token };
  const { session: _token, sessionId: _id, ...bare } = address;
  return ok({ address: { ...bare, ...own }, user, exportKey });
}

/** The first step, and the check on this side. LOGIN_FAILED. */
export async function beginSignIn(
  address: ServerAddress,
  account: string,
  password: string,
): Promise<Result<BegunSignIn, RequestFailure>> {
  const begun = await withOpaque((steps) => logIn(steps, address, { account, password }));
  return begun ?? fail('OFFLINE');
}

async function logIn(
  steps: OpaqueSteps,
  address: ServerAddress,
  { account, password }: { readonly account: string; readonly password: string },
): Promise<Result<BegunSignIn, RequestFailure>> {
  const begun = await steps.startLogin({ password });
  if (!begun.ok) return begun;
  const { clientLoginState, startLoginRequest } = begun.value;
  const started = await askJson(address, 'login/start', {
    body: { account, startLoginRequest },
    answer: 'loginStartAnswer',
  });
  if (!started.ok) return started;
  const { login, loginResponse } = started.value;
  const finished = await steps.finishLogin({ clientLoginState, loginResponse, password });
  if (!finished.ok) return finished;
  // OPAQUE fails here for a wrong password; the server is told, so that it stands in the log (SV14).
  if (finished.value === undefined) {
    await tellJson(address, 'login/finish', { body: { login, finishLoginRequest: '' } });
    return fail('LOGIN_FAILED');
  }
  const { finishLoginRequest, exportKey } = finished.value;
  const bytes = bytesOfBase64url(exportKey);
  return bytes === undefined ? fail('MESSAGE_MALFORMED') : ok({ login, finishLoginRequest, exportKey: bytes });
}

/** What a registration needs: where to send it, and for which account and user. */
export interface Registration {
  readonly address: ServerAddress;
  readonly account: string;
  readonly user: Id;
  readonly password: string;
}

/** A record the server is to keep of a password, and the secret of that password. */
export interface PreparedRegistration {
  readonly registrationRecord: string;
  readonly exportKey: Uint8Array;
}

/** Registers the password of an account; the server gets a record it cannot check guesses with alone.
 *  @returns the export key of the new password. */
export async function registerAccount(registration: Registration): Promise<Result<Uint8Array, RequestFailure>> {
  const prepared = await prepareRegistration(registration);
  if (!prepared.ok) return prepared;
  const { address, account, user } = registration;
  const { registrationRecord, exportKey } = prepared.value;
  const finished = await tellJson(address, 'register/finish', {
    body: { account, registrationRecord, user: hexOf(user) },
  });
  return finished.ok ? ok(exportKey) : finished;
}

/** Everything of a registration but its last message: the server keeps nothing yet. */
export async function prepareRegistration(
  registration: Registration,
): Promise<Result<PreparedRegistration, RequestFailure>> {
  const prepared = await withOpaque((steps) => prepare(steps, registration));
  return prepared ?? fail('OFFLINE');
}

async function prepare(
  steps: OpaqueSteps,
  { address, account, password }: Registration,
): Promise<Result<PreparedRegistration, RequestFailure>> {
  const begun = await steps.startRegistration({ password });
  if (!begun.ok) return begun;
  const { clientRegistrationState, registrationRequest } = begun.value;
  const started = await askJson(address, 'register/start', {
    body: { account, registrationRequest },
    answer: 'registerStartAnswer',
  });
  if (!started.ok) return started;
  const { registrationResponse } = started.value;
  const record = await steps.finishRegistration({ clientRegistrationState, registrationResponse, password });
  if (!record.ok) return record;
  const { registrationRecord, exportKey } = record.value;
  const bytes = bytesOfBase64url(exportKey);
  return bytes === undefined ? fail('MESSAGE_MALFORMED') : ok({ registrationRecord, exportKey: bytes });
}
