import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { equalBytes } from '@siegel/wire';

/** Where a browser shows the page a passkey is for. */
export interface PasskeyPlace {
  /** Scheme, host and port, as the browser names it. */
  readonly origin: string;
  /** The host alone (WebAuthn: rp id). */
  readonly rpId: string;
}

/** What a browser signs for a challenge (WebAuthn §7.2). */
export interface PasskeyAnswer {
  readonly credential: Uint8Array;
  readonly clientData: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly signature: Uint8Array;
}

/** A new credential with its public key (SubjectPublicKeyInfo). */
export interface PasskeyMade extends Omit<PasskeyAnswer, 'signature'> {
  readonly publicKey: Uint8Array;
}

/** What is kept of a passkey. */
export interface KeptPasskey extends PasskeyPlace {
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

const HASH_BYTES = 32;
const FLAGS_AT = HASH_BYTES;
const COUNTER_AT = FLAGS_AT + 1;
/** rp id hash, flags, counter. */
const SHORTEST = COUNTER_AT + 4;
/** The model of the authenticator; of no interest. */
const AAGUID_BYTES = 16;
const USER_PRESENT = 0x01;
const HOLDS_CREDENTIAL = 0x40;
const LEAST_RSA_BITS = 2048;

/** Checks a passkey that was just made for `challenge`. @returns what to keep, or undefined when anything does not fit. Who made
 *  the authenticator is not asked (attestation none): it proves nothing that is needed here. Source: WebAuthn §7.1. */
export function checkMadePasskey(
  made: PasskeyMade,
  challenge: Uint8Array,
  place: PasskeyPlace,
): KeptPasskey | undefined {
  const data = readData(made.authenticatorData);
  if (data === undefined || !isFrom(made.clientData, 'webauthn.create', challenge, place.origin)) return undefined;
  if (!isFor(data, place.rpId) || (data.flags & HOLDS_CREDENTIAL) === 0) return undefined;
  const lengthAt = SHORTEST + AAGUID_BYTES;
  if (made.authenticatorData.length < lengthAt + 2) return undefined;
  const length = Buffer.from(made.authenticatorData).readUInt16BE(lengthAt);
  const credential = made.authenticatorData.subarray(lengthAt + 2, lengthAt + 2 + length);
  if (!equalBytes(credential, made.credential) || keyOf(made.publicKey) === undefined) return undefined;
  return { ...place, credential: made.credential, publicKey: made.publicKey, counter: data.counter };
}

/** Checks that `kept` signed `challenge` at its own place. @returns the new counter, or undefined. The place is that of enrolment,
 *  never of the request: a page of somebody else who passes everything on is refused (ZF13). Source: WebAuthn §7.2. */
export function checkPasskeyAnswer(
  kept: KeptPasskey,
  answer: PasskeyAnswer,
  challenge: Uint8Array,
): number | undefined {
  const data = readData(answer.authenticatorData);
  const key = keyOf(kept.publicKey);
  if (data === undefined || key === undefined || !equalBytes(kept.credential, answer.credential)) return undefined;
  if (!isFrom(answer.clientData, 'webauthn.get', challenge, kept.origin) || !isFor(data, kept.rpId)) return undefined;
  // A counter that does not rise belongs to a copy; many authenticators do not count at all.
  if ((data.counter !== 0 || kept.counter !== 0) && data.counter <= kept.counter) return undefined;
  const signed = Buffer.concat([answer.authenticatorData, sha256(answer.clientData)]);
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return isSignature(hash, signed, key, answer.signature) ? data.counter : undefined;
}

interface AuthenticatorData {
  readonly rpIdHash: Uint8Array;
  readonly flags: number;
  readonly counter: number;
}

function readData(bytes: Uint8Array): AuthenticatorData | undefined {
  if (bytes.length < SHORTEST) return undefined;
  const counter = Buffer.from(bytes).readUInt32BE(COUNTER_AT);
  return { rpIdHash: bytes.subarray(0, HASH_BYTES), flags: bytes[FLAGS_AT] ?? 0, counter };
}

function isFor({ rpIdHash, flags }: AuthenticatorData, rpId: string): boolean {
  return equalBytes(rpIdHash, sha256(Buffer.from(rpId, 'utf8'))) && (flags & USER_PRESENT) !== 0;
}

/** Type, challenge and origin as the browser itself wrote them (WebAuthn §5.8.1). */
function isFrom(clientData: Uint8Array, type: string, challenge: Uint8Array, origin: string): boolean {
  let read: { readonly [name: string]: unknown };
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(clientData)) as typeof read;
  } catch {
    return false;
  }
  const isSame = read?.['challenge'] === Buffer.from(challenge).toString('base64url');
  return isSame && read['type'] === type && read['origin'] === origin && read['crossOrigin'] !== true;
}

/** A key of one of the three kinds that are asked for; undefined for anything else. */
function keyOf(publicKey: Uint8Array): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'ed25519') return key;
    if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? key : undefined;
    return key.asymmetricKeyType === 'rsa' && modulusLength >= LEAST_RSA_BITS ? key : undefined;
  } catch {
    return undefined;
  }
}

function isSignature(hash: string | null, signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    return verify(hash, signed, key, signature);
  } catch {
    return false;
  }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
