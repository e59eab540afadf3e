/** Passkeys as a way to the user key (DV10): WebAuthn with the PRF extension gives the same 32 bytes for the same passkey, here
 *  only. They never leave this browser but as the key of a sealed slot. */

const PRF_INPUT = 'siegel/passkey/user-key';
const TIMEOUT_MS = 120_000;

interface PrfResults {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { readonly first?: BufferSource } };
}

/** Makes a passkey in this browser or on a security key and gives its secret (base64url). Undefined: the person gave up, or the
 *  authenticator cannot derive a secret. */
export async function makePasskey(user: { readonly account: string; readonly displayName: string }) {
  const created = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: 'Siegel' },
        user: {
          id: crypto.getRandomValues(new Uint8Array(16)),
          name: user.account,
          displayName: user.displayName,
        },
        pubKeyCredParams: [
          { type: 'public-key', alg: -8 },
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        timeout: TIMEOUT_MS,
        extensions: prfExtension(),
      },
    }),
  );
  if (created === undefined) return undefined;
  const results = created.getClientExtensionResults() as PrfResults;
  // Some authenticators answer only when they are asked for the second time.
  return secretOf(results) ?? (results.prf?.enabled === true ? askPasskey(created.rawId) : undefined);
}

/** Asks for a passkey that was made here or elsewhere. Undefined as for `makePasskey`. */
export async function askPasskey(id?: ArrayBuffer): Promise<string | undefined> {
  const asserted = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        userVerification: 'required',
        timeout: TIMEOUT_MS,
        allowCredentials: id === undefined ? [] : [{ type: 'public-key', id }],
        extensions: prfExtension(),
      },
    }),
  );
  return asserted === undefined ? undefined : secretOf(asserted.getClientExtensionResults() as PrfResults);
}

function prfExtension() {
  return { prf: { eval: { first: new TextEncoder().encode(PRF_INPUT) } } };
}

/** The browser throws when the person cancels or nothing fits; either way there is no secret. */
async function attempt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? credential : undefined;
  } catch {
    return undefined;
  }
}

function secretOf({ prf }: PrfResults): string | undefined {
  const first = prf?.results?.first;
  if (first === undefined) return undefined;
  const bytes = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
