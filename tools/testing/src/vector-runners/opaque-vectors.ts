import { concatBytes } from '@siegel/wire';
import { startTally, type VectorOutcome, type VectorTally } from './outcome.ts';
import { withRandomness } from './scripted-randomness.ts';
import { answered, hex } from './vector-bytes.ts';

/** The part of the OPAQUE library that draws no Argon2id: its key stretching is not the vectors' (identity). */
export interface OpaqueLibrary {
  readonly client: {
    startRegistration(input: { password: string }): { registrationRequest: string };
    startLogin(input: { password: string }): { startLoginRequest: string };
  };
  readonly server: {
    createRegistrationResponse(input: { serverSetup: string; userIdentifier: string; registrationRequest: string }): {
      registrationResponse: string;
    };
    startLogin(input: {
      serverSetup: string;
      userIdentifier: string;
      registrationRecord: string | undefined;
      startLoginRequest: string;
    }): { loginResponse: string };
  };
}

interface OpaqueCase {
  readonly config: { readonly Group: string; readonly Fake: string };
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

interface OprfCase {
  readonly identifier: string;
  readonly mode: number;
  readonly vectors: readonly { Batch: number; Blind: string; BlindedElement: string; Input: string }[];
}

const GROUP = 'ristretto255';
/** The login response ends with a MAC over the context string, which the vectors set and the library does not. */
const MAC_BYTES = 64;
/** A scalar is drawn as 64 bytes and reduced; a scalar with zeros behind it reduces to itself. */
const asDraw = (scalar: string | undefined) => concatBytes(hex(scalar ?? ''), new Uint8Array(32));

/** Runs the transcripts of RFC 9807 as far as the library lets them: the blinded request, the registration response, the
 *  login request, and the login response up to its MAC. The randomness is scripted. */
export function runOpaqueVectors(json: unknown, opaque: OpaqueLibrary): VectorOutcome {
  const tally = startTally();
  for (const { config, inputs, outputs } of json as readonly OpaqueCase[]) {
    if (config.Group !== GROUP) tally.skip(`group ${config.Group}`);
    else if (config.Fake === 'True') tally.skip('unknown user: the library draws the fake record itself');
    else if (inputs['client_identity'] !== undefined) tally.skip('identities other than the public keys');
    else runTranscript({ inputs, outputs }, opaque, tally);
  }
  return tally.outcome();
}

function runTranscript(
  { inputs, outputs }: Omit<OpaqueCase, 'config'>,
  opaque: OpaqueLibrary,
  tally: VectorTally,
): void {
  const input = (name: string) => hex(inputs[name] ?? '');
  const output = (name: string) => hex(outputs[name] ?? '');
  const password = new TextDecoder().decode(input('password'));
  const userIdentifier = new TextDecoder().decode(input('credential_identifier'));
  // Seed of the OPRF keys | the server's private key | a public key shown for unknown users, not used here.
  const serverSetup = base64Url(
    concatBytes(input('oprf_seed'), input('server_private_key'), input('server_public_key')),
  );
  const registration = withRandomness([asDraw(inputs['blind_registration'])], () =>
    opaque.client.startRegistration({ password }),
  );
  const { registrationRequest } = registration;
  tally.check('registration request', answered(bytesOf(registrationRequest), output('registration_request')));
  const { registrationResponse } = opaque.server.createRegistrationResponse({
    serverSetup,
    userIdentifier,
    registrationRequest,
  });
  tally.check('registration response', answered(bytesOf(registrationResponse), output('registration_response')));
  const login = withRandomness(
    [asDraw(inputs['blind_login']), input('client_keyshare_seed'), input('client_nonce')],
    () => opaque.client.startLogin({ password }),
  );
  tally.check('login request (KE1)', answered(bytesOf(login.startLoginRequest), output('KE1')));
  const { loginResponse } = withRandomness(
    [new Uint8Array(64), input('masking_nonce'), input('server_keyshare_seed'), input('server_nonce')],
    () =>
      opaque.server.startLogin({
        serverSetup,
        userIdentifier,
        registrationRecord: base64Url(output('registration_upload')),
        startLoginRequest: base64Url(output('KE1')),
      }),
  );
  const beforeMac = output('KE2').subarray(0, -MAC_BYTES);
  tally.check(
    'login response (KE2) before its MAC',
    answered(bytesOf(loginResponse).subarray(0, -MAC_BYTES), beforeMac),
  );
  tally.skip('KE2 MAC, KE3, envelope and keys: the context string and key stretching are fixed in the library', 4);
}

/** Runs the OPRF cases of RFC 9497 that the OPAQUE library uses (ristretto255-SHA512, base mode): the blinded element. */
export function runOprfVectors(json: unknown, opaque: OpaqueLibrary): VectorOutcome {
  const tally = startTally();
  for (const { identifier, mode, vectors } of json as readonly OprfCase[]) {
    if (identifier !== 'ristretto255-SHA512' || mode !== 0) {
      tally.skip(`${identifier} mode ${mode}`, vectors.length);
      continue;
    }
    for (const { Blind, BlindedElement, Input } of vectors) {
      const password = new TextDecoder().decode(hex(Input));
      const { registrationRequest } = withRandomness([asDraw(Blind)], () =>
        opaque.client.startRegistration({ password }),
      );
      tally.check(`input ${Input}`, answered(bytesOf(registrationRequest), hex(BlindedElement)));
    }
  }
  return tally.outcome();
}

function base64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
