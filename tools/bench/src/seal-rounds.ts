import { type CompartmentKey, compartmentKey, makeCaseKey, openPart, platformRandom, sealPart } from '@siegel/seal';
import { ENVELOPE_OVERHEAD_BYTES, type Place, placeAad } from '@siegel/wire';
import { type Figure, figure, median } from './figure.ts';

const PARTS = 100_000;
/** A neighbour that takes the core spoils a few rounds, and the median leaves them out. Rounds of 1,000 parts and less fall into
 *  step with the garbage collector: one side then pays for both, and the same code gave ratios from 0.9 to 2.2. */
const ROUNDS = 20;
/** Parts sealed and opened in one round. */
export const PER_ROUND = PARTS / ROUNDS;
/** With its map and length, 300 bytes before padding. */
const TEXT_BYTES = 261;
const BAR = 2;

interface Stand {
  readonly key: CompartmentKey;
  readonly place: Place;
  readonly fields: { readonly behandlungstag: string; readonly text: string };
}

/** What the platform's call alone is given: as many bytes as the product seals (map, length and padding), authenticated alike. */
export interface BareGiven {
  readonly aad: Uint8Array<ArrayBuffer>;
  readonly padded: Uint8Array<ArrayBuffer>;
}

/** Microseconds per part. */
export interface SealRound {
  readonly sealUs: number;
  readonly openUs: number;
}

/** Seals and opens 100,000 parts of 300 bytes; a round of the product, a round of nothing but the platform's AES-GCM call with
 *  a fresh random nonce (SL10), and so on. The bar is 2 for both together. @param where ends the names, as " in Chromium". */
export async function sealFigures(
  where: string,
  bareRound: (given: BareGiven) => SealRound | Promise<SealRound>,
): Promise<readonly Figure[]> {
  const stand = await setUp();
  const given = await bareGivenOf(stand);
  const product: SealRound[] = [];
  const bare: SealRound[] = [];
  await productRound(stand);
  await bareRound(given);
  for (let round = 0; round < ROUNDS; round++) {
    product.push(await productRound(stand));
    bare.push(await bareRound(given));
  }
  const us = (rounds: readonly SealRound[], of: (round: SealRound) => number) => median(rounds.map(of));
  const [seal, open, both] = [
    (round: SealRound) => round.sealUs,
    (round: SealRound) => round.openUs,
    (round: SealRound) => round.sealUs + round.openUs,
  ];
  return [
    figure(`seal: seal a part of 300 B${where}, beside bare AES-GCM`, 'us', us(product, seal), us(bare, seal)),
    figure(`seal: open a part of 300 B${where}, beside bare AES-GCM`, 'us', us(product, open), us(bare, open)),
    figure(`seal: both${where}, beside bare AES-GCM (<= ${BAR})`, 'us', us(product, both), us(bare, both)),
  ];
}

/** Microseconds per part of a round that took so many milliseconds. */
export function perPartUs(ms: number): number {
  return (ms * 1000) / PER_ROUND;
}

async function setUp(): Promise<Stand> {
  const id = () => platformRandom(16);
  const akte = id();
  const key = await compartmentKey(await makeCaseKey({ tenant: id(), akte, version: 1 }), 'clinical');
  const versions = { schemaVersion: 1, partVersion: 1 };
  const ids = { originTenant: id(), record: id(), akte, sealingDevice: id(), keyId: key.keyId };
  const place = { ...ids, ...versions, kind: 68, compartment: 1 };
  return { key, place, fields: { behandlungstag: '2026-11-22', text: 'x'.repeat(TEXT_BYTES) } };
}

async function bareGivenOf({ fields, place, key }: Stand): Promise<BareGiven> {
  const sealed = await sealPart(fields, place, key);
  const padded = new Uint8Array(sealed.length - ENVELOPE_OVERHEAD_BYTES).fill(120);
  return { aad: new Uint8Array(placeAad(place)), padded };
}

async function productRound({ fields, place, key }: Stand): Promise<SealRound> {
  const envelopes: Uint8Array[] = [];
  const sealing = performance.now();
  for (let i = 0; i < PER_ROUND; i++) envelopes.push(await sealPart(fields, place, key));
  const opening = performance.now();
  for (const envelope of envelopes)
    if (!(await openPart(envelope, place, key)).ok) throw new Error('a part does not open');
  return { sealUs: perPartUs(opening - sealing), openUs: perPartUs(performance.now() - opening) };
}
