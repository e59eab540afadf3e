import type { Hash } from '@siegel/wire';
import { engine } from '#engine';
import { LABELS, type Label } from './labels.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';

const utf8 = new TextEncoder();
const infoByLabel = new Map<Label, Uint8Array>(Object.values(LABELS).map((label) => [label, utf8.encode(label)]));

function infoOf(label: Label): Uint8Array {
  return infoByLabel.get(label) ?? utf8.encode(label);
}

/** HKDF-SHA-256 of `secret` with empty salt under one label of `LABELS` (SL2). */
export async function deriveBytes(secret: Uint8Array, label: Label, length: number): Promise<Uint8Array> {
  return engine.hkdf(secret, infoOf(label), length);
}

/** A key that follows from another one under a label of its own. */
export async function deriveSecret(from: Secret, label: Label): Promise<Secret> {
  return new Secret(await deriveBytes(reveal(from), label, KEY_BYTES));
}

/** The 32 bytes that commit to a key and may be known to everybody (SL1). AES-GCM alone does not commit: one ciphertext
 *  can be made to open under two keys. */
export async function keyIdOf(secret: Secret): Promise<Hash> {
  return deriveBytes(reveal(secret), LABELS.keyId, KEY_BYTES);
}
