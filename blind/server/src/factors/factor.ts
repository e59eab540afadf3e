import { type CborValue, decodeCbor, encodeCbor, type Id } from '@siegel/wire';
import type { KeptPasskey } from './passkey.ts';

interface KeptFactor {
  readonly factor: Id;
  /** ms since 1970. */
  readonly addedAt: number;
}

/** An app for codes. */
export interface TotpFactor extends KeptFactor {
  readonly kind: 'totp';
  readonly secret: Uint8Array;
  /** The newest step that was used: none up to it works again. */
  readonly usedStep: number;
}

/** A passkey or security key. */
export interface PasskeyFactor extends KeptFactor, KeptPasskey {
  readonly kind: 'passkey';
}

/** A phone that takes text messages. */
export interface SmsFactor extends KeptFactor {
  readonly kind: 'sms';
  readonly phone: string;
}

/** What somebody shows beside the password (ZF1). */
export type Factor = TotpFactor | PasskeyFactor | SmsFactor;

/** A factor that has not been kept yet. */
export type NewFactor =
  | Omit<TotpFactor, keyof KeptFactor>
  | Omit<PasskeyFactor, keyof KeptFactor>
  | Omit<SmsFactor, keyof KeptFactor>;

const HINT_DIGITS = 2;

/** The bytes a tenant's store keeps of the factors of one user. */
export function encodeFactors(factors: readonly Factor[]): Uint8Array {
  return encodeCbor(factors.map(rowOf));
}

/** The inverse of `encodeFactors`. */
export function decodeFactors(bytes: Uint8Array): readonly Factor[] {
  return (decodeCbor(bytes) as readonly Row[]).map(factorOf);
}

/** What tells two factors of one kind apart: the last two digits of a phone. */
export function hintOf(factor: Factor): string {
  return factor.kind === 'sms' ? factor.phone.slice(-HINT_DIGITS) : '';
}

type Row = readonly [Id, Factor['kind'], number, ...CborValue[]];

function rowOf(factor: Factor): CborValue {
  const { factor: id, kind, addedAt } = factor;
  if (kind === 'totp') return [id, kind, addedAt, factor.secret, factor.usedStep];
  if (kind === 'sms') return [id, kind, addedAt, factor.phone];
  const { credential, publicKey, counter, rpId, origin } = factor;
  return [id, kind, addedAt, credential, publicKey, counter, rpId, origin];
}

function factorOf([factor, kind, addedAt, ...rest]: Row): Factor {
  const kept = { factor, addedAt };
  if (kind === 'totp') return { ...kept, kind, secret: rest[0] as Uint8Array, usedStep: rest[1] as number };
  if (kind === 'sms') return { ...kept, kind, phone: rest[0] as string };
  const [credential, publicKey, counter, rpId, origin] = rest as [Uint8Array, Uint8Array, number, string, string];
  return { ...kept, kind, credential, publicKey, counter, rpId, origin };
}
