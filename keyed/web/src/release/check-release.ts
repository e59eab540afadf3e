import { compareVersions, type ReadRelease } from './release-text.ts';

/** A release this browser runs or has ready. */
export interface KnownRelease {
  readonly fingerprint: string;
  readonly version: string;
  readonly key: string | undefined;
  /** Since when this browser has it. */
  readonly sinceMs: number;
}

/** Why a release is not taken (CD12). */
export type ReleaseRefusal = 'malformed' | 'signature' | 'key' | 'older' | 'altered';

const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in hex. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', bytes));
}

/** What names a release: the hash of everything its signature covers (CD4). */
export function fingerprintOf(text: string): Promise<string> {
  return sha256Hex(new TextEncoder().encode(text));
}

/** Whether a release may follow `before`; undefined when it may. The first one is trusted as it comes, its signature apart. */
export async function refusalOf(
  { release, text, signature }: ReadRelease,
  before: KnownRelease | undefined,
): Promise<ReleaseRefusal | undefined> {
  const { key, version } = release;
  if (key === undefined ? signature !== undefined : signature === undefined || !(await isSigned(text, signature, key)))
    return 'signature';
  if (before?.key === undefined) return undefined;
  if (key !== before.key) return 'key';
  return compareVersions(version, before.version) < 0 ? 'older' : undefined;
}

async function isSigned(text: string, signature: string, key: string): Promise<boolean> {
  const publicKey = await crypto.subtle.importKey('raw', bytesOf(key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', publicKey, bytesOf(signature), new TextEncoder().encode(text));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
