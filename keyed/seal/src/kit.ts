import { mnemonicToEntropy, entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { bytesOfHex, encodeCbor, equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { deriveBytes } from './derive.ts';
import type { MaybePromise, SigningKey } from './engine/engine.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';
import { type XwingKey, xwingOfSecret } from './xwing.ts';

/** The organisation's own keys. They exist only while the kit is in somebody's hands. */
export interface KitKeys {
  readonly org: SigningKey;
  readonly recovery: XwingKey;
}

const FILE_HEADER = 'SIEGEL-ORGANISATIONSSCHLUESSEL 1';
const QR_HEADER = 'SIEGEL-KIT:1';
const CHECK_BYTES = 8;

/** A fresh kit: 32 random bytes (SL3). */
export function makeKit(random: Random = platformRandom): Secret {
  return new Secret(random(KEY_BYTES));
}

/** Org signing key and recovery key of a kit (SL2, SL3). */
export async function kitKeys(kit: Secret): Promise<KitKeys> {
  const org: MaybePromise<SigningKey> = engine.importSigningKey(
    await deriveBytes(reveal(kit), LABELS.kitOrg, KEY_BYTES),
  );
  const recovery = new Secret(await deriveBytes(reveal(kit), LABELS.kitRecovery, KEY_BYTES));
  return { org: await org, recovery: await xwingOfSecret(recovery) };
}

/** Text of the kit file: header, tenant, seed and a checksum, each on its line; whoever holds it holds the organisation. */
export function kitToFile(kit: Secret, tenant: Id): string {
  return [
    FILE_HEADER,
    `Organisation: ${hexOf(tenant)}`,
    `Schluessel: ${hexOf(reveal(kit))}`,
    `Pruefsumme: ${checkOf(kit, tenant)}`,
    '',
  ].join('\n');
}

/** The kit of a file. KEY_FILE_WRONG when a line is missing or changed. */
export function kitOfFile(text: string): Result<{ readonly kit: Secret; readonly tenant: Id }> {
  const [header, ...lines] = text.trim().split(/\r?\n/);
  const [tenant, seed, check] = lines.map((line) => line.split(': ')[1] ?? '');
  return header === FILE_HEADER ? checkedKit(tenant, seed, check) : fail('KEY_FILE_WRONG');
}

/** The kit as text for a QR code. */
export function kitToQr(kit: Secret, tenant: Id): string {
  return `${QR_HEADER}:${hexOf(tenant)}:${hexOf(reveal(kit))}:${checkOf(kit, tenant)}`.toUpperCase();
}

/** The kit of a QR code. KEY_FILE_WRONG as for a file. */
export function kitOfQr(text: string): Result<{ readonly kit: Secret; readonly tenant: Id }> {
  const [name, version, tenant, seed, check] = text.trim().split(':');
  return `${name}:${version}`.toUpperCase() === QR_HEADER ? checkedKit(tenant, seed, check) : fail('KEY_FILE_WRONG');
}

/** The kit as 24 words of the BIP-39 list (English: the only list with checksums everybody's tools know; ADR 0008). */
export function kitToWords(kit: Secret): readonly string[] {
  return entropyToMnemonic(reveal(kit), wordlist).split(' ');
}

/** The kit of 24 words; case and spaces do not matter. KIT_WORDS_WRONG for an unknown word or a wrong checksum. */
export function kitOfWords(words: string): Result<Secret> {
  try {
    const entropy = mnemonicToEntropy(words.trim().toLowerCase().split(/\s+/).join(' '), wordlist);
    return entropy.length === KEY_BYTES ? ok(new Secret(entropy)) : fail('KIT_WORDS_WRONG');
  } catch {
    return fail('KIT_WORDS_WRONG');
  }
}

function checkOf(kit: Secret, tenant: Id): string {
  return hexOf(engine.sha256(encodeCbor([MESSAGE_LABELS.kitCheck, tenant, reveal(kit)])).subarray(0, CHECK_BYTES));
}

function checkedKit(tenantHex = '', seedHex = '', check = ''): Result<{ readonly kit: Secret; readonly tenant: Id }> {
  const tenant = bytesOfHex(tenantHex);
  const seed = bytesOfHex(seedHex);
  if (tenant?.length !== 16 || seed?.length !== KEY_BYTES) return fail('KEY_FILE_WRONG');
  const kit = new Secret(seed);
  const expected = bytesOfHex(checkOf(kit, tenant));
  const given = bytesOfHex(check);
  const fits = expected !== undefined && given !== undefined && equalBytes(expected, given);
  return fits ? ok({ kit, tenant }) : fail('KEY_FILE_WRONG');
}
