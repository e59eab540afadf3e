import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomFillSync } from 'node:crypto';
import { type CompartmentKey, compartmentKey, makeCaseKey, openPart, sealPart } from '@siegel/seal';
import { ENVELOPE_OVERHEAD_BYTES, NONCE_BYTES, type Place, placeAad } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';

const PARTS = 100_000;
/** Short rounds: a neighbour that takes the core spoils a few of them, and the median leaves them out. */
const ROUNDS = 100;
const PER_ROUND = PARTS / ROUNDS;
/** With its map and length, 300 bytes before padding. */
const TEXT_BYTES = 261;
const BAR = 2;
const CIPHER = 'aes-256-gcm';

interface Stand {
  readonly key: CompartmentKey;
  readonly place: Place;
  readonly fields: { readonly behandlungstag: string; readonly text: string };
  readonly aad: Uint8Array;
  /** Bytes that the product seals for `fields`: map, length and padding. */
  readonly padded: Uint8Array;
}

interface Round {
  readonly sealUs: number;
  readonly openUs: number;
}

/** Seals and opens 100,000 parts of 300 bytes beside nothing but the platform's AES-GCM call over the same number of bytes,
 *  with a KeyObject, a fresh random nonce and the same authenticated bytes (SL10). The bar is 2 for both together. */
export async function figureSeal(): Promise<readonly Figure[]> {
  const stand = await setUp();
  const product: Round[] = [];
  const bare: Round[] = [];
  await productRound(stand);
  bareRound(stand);
  for (let round = 0; round < ROUNDS; round++) {
    product.push(await productRound(stand));
    bare.push(bareRound(stand));
  }
  const us = (rounds: readonly Round[], of: (round: Round) => number) => median(rounds.map(of));
  const [seal, open, both] = [
    (round: Round) => round.sealUs,
    (round: Round) => round.openUs,
    (round: Round) => round.sealUs + round.openUs,
  ];
  return [
    figure('seal: seal a part of 300 B, beside bare AES-GCM', 'us', us(product, seal), us(bare, seal)),
    figure('seal: open a part of 300 B, beside bare AES-GCM', 'us', us(product, open), us(bare, open)),
    figure(`seal: both, beside bare AES-GCM (<= ${BAR})`, 'us', us(product, both), us(bare, both)),
  ];
}

async function setUp(): Promise<Stand> {
  const id = () => new Uint8Array(randomBytes(16));
  const akte = id();
  const key = await compartmentKey(await makeCaseKey({ tenant: id(), akte, version: 1 }), 'clinical');
  const versions = { schemaVersion: 1, partVersion: 1 };
  const ids = { originTenant: id(), record: id(), akte, sealingDevice: id(), keyId: key.keyId };
  const place = { ...ids, ...versions, kind: 68, compartment: 1 };
  const fields = { behandlungstag: '2026-11-22', text: 'x'.repeat(TEXT_BYTES) };
  const sealed = await sealPart(fields, place, key);
  const padded = new Uint8Array(sealed.length - ENVELOPE_OVERHEAD_BYTES).fill(120);
  return { key, place, fields, aad: placeAad(place), padded };
}

async function productRound({ fields, place, key }: Stand): Promise<Round> {
  const envelopes: Uint8Array[] = [];
  const sealing = performance.now();
  for (let i = 0; i < PER_ROUND; i++) envelopes.push(await sealPart(fields, place, key));
  const opening = performance.now();
  for (const envelope of envelopes)
    if (!(await openPart(envelope, place, key)).ok) throw new Error('a part does not open');
  return { sealUs: perPart(opening - sealing), openUs: perPart(performance.now() - opening) };
}

function bareRound({ aad, padded }: Stand): Round {
  const key = createSecretKey(randomBytes(32));
  const sealed: { nonce: Uint8Array; ciphertext: Uint8Array; tag: Uint8Array }[] = [];
  const sealing = performance.now();
  for (let i = 0; i < PER_ROUND; i++) {
    const nonce = randomFillSync(new Uint8Array(NONCE_BYTES));
    const cipher = createCipheriv(CIPHER, key, nonce);
    cipher.setAAD(aad);
    const ciphertext = cipher.update(padded);
    cipher.final();
    sealed.push({ nonce, ciphertext, tag: cipher.getAuthTag() });
  }
  const opening = performance.now();
  for (const { nonce, ciphertext, tag } of sealed) {
    const decipher = createDecipheriv(CIPHER, key, nonce);
    decipher.setAAD(aad);
    decipher.setAuthTag(tag);
    decipher.update(ciphertext);
    decipher.final();
  }
  return { sealUs: perPart(opening - sealing), openUs: perPart(performance.now() - opening) };
}

function perPart(ms: number): number {
  return (ms * 1000) / PER_ROUND;
}
