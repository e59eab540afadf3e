import type { FactorProofOfSetup, PasskeyAssertion } from '@siegel/safe';

/** Passkeys as a second factor (ZF13): the server gives the challenge and checks what the browser signs. */

const TIMEOUT_MS = 120_000;

type MadePasskey = Extract<FactorProofOfSetup, { kind: 'passkey' }>;

/** Makes a passkey, in this browser or on a security key. Undefined: the person gave up, or nothing fits. */
export async function makeFactorPasskey(
  challenge: string,
  known: readonly string[],
  account: string,
): Promise<MadePasskey | undefined> {
  const made = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(challenge),
        rp: { name: 'Siegel' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: account, displayName: account },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -8 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
        excludeCredentials: known.map(descriptorOf),
        attestation: 'none',
        timeout: TIMEOUT_MS,
      },
    }),
  );
  const { response } = made ?? {};
  if (made === undefined || !(response instanceof AuthenticatorAttestationResponse)) return undefined;
  const publicKey = response.getPublicKey();
  if (publicKey === null) return undefined;
  return {
    kind: 'passkey',
    credential: textOf(made.rawId),
    publicKey: textOf(publicKey),
    clientData: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.getAuthenticatorData()),
  };
}

/** Signs a challenge with one of these passkeys. Undefined: the person gave up, or none is here. */
export async function signWithPasskey(
  challenge: string,
  credentials: readonly string[],
): Promise<PasskeyAssertion | undefined> {
  const signed = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(challenge),
        allowCredentials: credentials.map(descriptorOf),
        userVerification: 'preferred',
        timeout: TIMEOUT_MS,
      },
    }),
  );
  const { response } = signed ?? {};
  if (signed === undefined || !(response instanceof AuthenticatorAssertionResponse)) return undefined;
  return {
    credential: textOf(signed.rawId),
    clientData: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  };
}

/** The browser throws when the person cancels or nothing fits; either way there is no passkey. */
async function attempt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? credential : undefined;
  } catch {
    return undefined;
  }
}

function descriptorOf(credential: string): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: bytesOf(credential) };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
