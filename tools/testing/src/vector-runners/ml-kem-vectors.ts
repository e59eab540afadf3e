import { startTally, type VectorOutcome } from './outcome.ts';
import { answered, hex } from './vector-bytes.ts';
import { caseName, type WycheproofFile } from './wycheproof.ts';

/** ML-KEM-768 of the library that X-Wing is built on. Answers undefined when the library refuses the input. */
export interface MlKem768 {
  keysOfSeed(seed: Uint8Array): { publicKey: Uint8Array; privateKey: Uint8Array } | undefined;
  /** @param m the 32 random bytes, given here so that the answer is known. */
  encapsulate(publicKey: Uint8Array, m: Uint8Array): { ciphertext: Uint8Array; secret: Uint8Array } | undefined;
  decapsulate(ciphertext: Uint8Array, privateKey: Uint8Array): Uint8Array | undefined;
}

type KeygenFile = WycheproofFile<object, { seed: string; ek: string; dk: string }>;
type EncapsFile = WycheproofFile<object, { m: string; ek: string; c: string; K: string }>;
type RoundFile = WycheproofFile<object, { seed: string; ek?: string; c: string; K?: string }>;
type DecapsFile = WycheproofFile<object, { dk: string; c: string; K?: string }>;

/** Runs mlkem_768_keygen_seed: both keys follow from the seed. */
export function runMlKemKeygenVectors(json: unknown, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  for (const vector of (json as KeygenFile).testGroups.flatMap(({ tests }) => tests)) {
    const keys = mlKem.keysOfSeed(hex(vector.seed));
    tally.check(
      caseName(vector),
      answered(keys?.publicKey, hex(vector.ek)) && answered(keys?.privateKey, hex(vector.dk)),
    );
  }
  return tally.outcome();
}

/** Runs mlkem_768_encaps: keys of another length or with coefficients above the modulus are refused (FIPS 203 §7.2). */
export function runMlKemEncapsVectors(json: unknown, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  for (const vector of (json as EncapsFile).testGroups.flatMap(({ tests }) => tests)) {
    const made = mlKem.encapsulate(hex(vector.ek), hex(vector.m));
    const agrees = answered(made?.ciphertext, hex(vector.c)) && answered(made?.secret, hex(vector.K));
    tally.check(caseName(vector), vector.result === 'valid' ? agrees : made === undefined);
  }
  return tally.outcome();
}

/** Runs mlkem_768: seed to key pair to shared secret, implicit rejection included; other lengths are refused. */
export function runMlKemVectors(json: unknown, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  for (const vector of (json as RoundFile).testGroups.flatMap(({ tests }) => tests)) {
    const keys = mlKem.keysOfSeed(hex(vector.seed));
    const secret = keys === undefined ? undefined : mlKem.decapsulate(hex(vector.c), keys.privateKey);
    const agrees = answered(keys?.publicKey, hex(vector.ek ?? '')) && answered(secret, hex(vector.K ?? ''));
    tally.check(caseName(vector), vector.result === 'valid' ? agrees : secret === undefined);
  }
  return tally.outcome();
}

/** Runs mlkem_768_semi_expanded_decaps: decapsulation with a written-out private key. The check of the hash inside such
 *  a key (FIPS 203 §7.3) is left out: X-Wing's private key is a seed, so Siegel never reads a written-out one. */
export function runMlKemDecapsVectors(json: unknown, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  for (const vector of (json as DecapsFile).testGroups.flatMap(({ tests }) => tests)) {
    if (vector.flags?.includes('InvalidDecapsulationKey')) {
      tally.skip('hash inside a written-out private key');
      continue;
    }
    const secret = mlKem.decapsulate(hex(vector.c), hex(vector.dk));
    tally.check(
      caseName(vector),
      vector.result === 'valid' ? answered(secret, hex(vector.K ?? '')) : secret === undefined,
    );
  }
  return tally.outcome();
}

/** Runs the CCTV modulus list: one public key per line, each with a coefficient above the modulus, each refused. */
export function runMlKemModulusVectors(lines: string, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  const m = new Uint8Array(32);
  lines
    .trim()
    .split('\n')
    .forEach((publicKey, at) => tally.check(`line ${at + 1}`, mlKem.encapsulate(hex(publicKey), m) === undefined));
  return tally.outcome();
}

/** Runs the CCTV strcmp case: a ciphertext whose re-encryption differs only behind a zero byte is rejected implicitly. */
export function runMlKemStrcmpVector(text: string, mlKem: MlKem768): VectorOutcome {
  const tally = startTally();
  const value = (name: string) => hex(new RegExp(`^${name} = ([0-9a-f]+)$`, 'm').exec(text)?.[1] ?? '');
  tally.check('strcmp', answered(mlKem.decapsulate(value('c'), value('dk')), value('K')));
  return tally.outcome();
}
