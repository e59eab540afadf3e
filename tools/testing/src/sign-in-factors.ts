import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const STEP_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PRESENT = 0x01;
const HOLDS_CREDENTIAL = 0x40;

/** The code an app shows for a secret in base32, written apart from the server's (RFC 6238). */
export function codeOfApp(secret: string, atMs: number): string {
  let bits = '';
  for (const letter of secret) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / STEP_MS)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac[19] ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What a made passkey and an assertion of it say, base64url as the messages carry them. */
export interface AuthenticatorOptions {
  readonly origin: string;
  readonly challenge: string;
  readonly type?: string;
  readonly rpId?: string;
}

/** A security key in software: makes one credential and signs challenges with it, as WebAuthn says. */
export class TestAuthenticator {
  readonly credential = randomBytes(32).toString('base64url');
  counter = 0;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  /** The answer to `navigator.credentials.create`. */
  make({ type = 'webauthn.create', ...options }: AuthenticatorOptions) {
    const id = Buffer.from(this.credential, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id]);
    return {
      credential: this.credential,
      publicKey: this.#publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
      clientData: clientDataOf({ type, ...options }).toString('base64url'),
      authenticatorData: Buffer.concat([this.#data(options, PRESENT | HOLDS_CREDENTIAL), attested]).toString(
        'base64url',
      ),
    };
  }

  /** The answer to `navigator.credentials.get`. */
  sign({ type = 'webauthn.get', ...options }: AuthenticatorOptions) {
    this.counter++;
    const clientData = clientDataOf({ type, ...options });
    const authenticatorData = this.#data(options, PRESENT);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return {
      credential: this.credential,
      clientData: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
    };
  }

  #data({ origin, rpId = new URL(origin).hostname }: AuthenticatorOptions, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter]);
  }
}

function clientDataOf({ type, challenge, origin }: Omit<AuthenticatorOptions, 'rpId'>): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
