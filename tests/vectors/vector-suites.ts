import * as opaque from '@serenity-kit/opaque';
import { createTreeHasher, strictVerify, verifyConsistency, verifyInclusion } from '@siegel/journal';
import { bytesOfHex, type Sha256 } from '@siegel/wire';
import { runAesGcmVectors } from '../../tools/testing/src/vector-runners/aes-gcm-vectors.ts';
import { runArgon2idVector } from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';
import {
  runCctvEd25519Vectors,
  runWycheproofEd25519Vectors,
} from '../../tools/testing/src/vector-runners/ed25519-vectors.ts';
import { runHkdfVectors } from '../../tools/testing/src/vector-runners/hkdf-vectors.ts';
import { runHpkeVectors } from '../../tools/testing/src/vector-runners/hpke-vectors.ts';
import { acceptsJson, runJsonVectors } from '../../tools/testing/src/vector-runners/json-vectors.ts';
import { type ProofVerifiers, runMerkleVectors } from '../../tools/testing/src/vector-runners/merkle-vectors.ts';
import * as mlKemRunners from '../../tools/testing/src/vector-runners/ml-kem-vectors.ts';
import { runOpaqueVectors, runOprfVectors } from '../../tools/testing/src/vector-runners/opaque-vectors.ts';
import type { VectorOutcome } from '../../tools/testing/src/vector-runners/outcome.ts';
import type { PlatformPrimitives } from '../../tools/testing/src/vector-runners/primitives.ts';
import { runX25519Vectors } from '../../tools/testing/src/vector-runners/x25519-vectors.ts';
import { hpke, mlKem, wasmArgon2id } from './library-doors.ts';

/** What runs the cases: the primitives of a platform and its SHA-256. Libraries come from `library-doors.ts`. */
export interface VectorPlatform extends PlatformPrimitives {
  readonly sha256: Sha256;
  /** True when it offers no more than suite 1 uses: keys of 256 bits, derivations without salt. */
  readonly onlySuite1?: boolean;
}

/** One published file or folder and the run over it; the same in Node and in a browser. */
export interface VectorSuite {
  /** Below the folder of vectors; one that ends with a slash is a folder. */
  readonly path: string;
  /** Cases that must pass. A runner that reads a changed layout must not be green by running nothing. */
  readonly atLeast: number;
  /** The same for a platform that offers only suite 1, where that is less. */
  readonly atLeastOfSuite1?: number;
  readonly run: (text: string, platform: VectorPlatform) => VectorOutcome | Promise<VectorOutcome>;
}

const json = (text: string): unknown => JSON.parse(text);

/** Every suite by its name. The text of a folder is JSON: `[{ name, hex }]`. */
export const VECTOR_SUITES = {
  merkle: {
    path: 'merkle-rfc6962/proofs.json',
    atLeast: 117,
    run: (text, { sha256 }) => runMerkleVectors(json(text), proofVerifiers(sha256)),
  },
  aes_gcm: {
    path: 'wycheproof/aes_gcm_test.json',
    atLeast: 70,
    atLeastOfSuite1: 38,
    run: (text, platform) => runAesGcmVectors(json(text), platform, platform.onlySuite1 ? [256] : [128, 256]),
  },
  hkdf_sha256: {
    path: 'wycheproof/hkdf_sha256_test.json',
    atLeast: 56,
    atLeastOfSuite1: 14,
    run: (text, platform) => runHkdfVectors(json(text), platform, !platform.onlySuite1),
  },
  x25519: {
    path: 'wycheproof/x25519_test.json',
    atLeast: 306,
    run: (text, platform) => runX25519Vectors(json(text), platform),
  },
  ed25519: {
    path: 'wycheproof/ed25519_test.json',
    atLeast: 83,
    run: (text, platform) => runWycheproofEd25519Vectors(json(text), strictOf(platform)),
  },
  'cctv-ed25519': {
    path: 'cctv-ed25519/ed25519vectors.json',
    atLeast: 546,
    run: (text, platform) => runCctvEd25519Vectors(json(text), strictOf(platform)),
  },
  mlkem_768_keygen_seed: {
    path: 'wycheproof/mlkem_768_keygen_seed_test.json',
    atLeast: 60,
    run: (text) => mlKemRunners.runMlKemKeygenVectors(json(text), mlKem),
  },
  mlkem_768_encaps: {
    path: 'wycheproof/mlkem_768_encaps_test.json',
    atLeast: 167,
    run: (text) => mlKemRunners.runMlKemEncapsVectors(json(text), mlKem),
  },
  mlkem_768: {
    path: 'wycheproof/mlkem_768_test.json',
    atLeast: 115,
    run: (text) => mlKemRunners.runMlKemVectors(json(text), mlKem),
  },
  mlkem_768_semi_expanded_decaps: {
    path: 'wycheproof/mlkem_768_semi_expanded_decaps_test.json',
    atLeast: 4,
    run: (text) => mlKemRunners.runMlKemDecapsVectors(json(text), mlKem),
  },
  'cctv-mlkem modulus': {
    path: 'cctv-mlkem/modulus-ML-KEM-768.txt.gz',
    atLeast: 780,
    run: (text) => mlKemRunners.runMlKemModulusVectors(text, mlKem),
  },
  'cctv-mlkem strcmp': {
    path: 'cctv-mlkem/strcmp-ML-KEM-768.txt',
    atLeast: 1,
    run: (text) => mlKemRunners.runMlKemStrcmpVector(text, mlKem),
  },
  hpke: {
    path: 'hpke-rfc9180/vectors.json',
    atLeast: 18,
    run: (text) => runHpkeVectors(json(text), hpke),
  },
  argon2id: {
    path: 'argon2id-rfc9106/kat.json',
    // The published case has associated data, which the library has not; the test compares it with node:crypto instead.
    atLeast: 0,
    run: (text) => runArgon2idVector(json(text), wasmArgon2id),
  },
  opaque: {
    path: 'opaque-rfc9807/vectors.json',
    atLeast: 4,
    run: async (text) => {
      await opaque.ready;
      return runOpaqueVectors(json(text), opaque);
    },
  },
  oprf: {
    path: 'oprf-rfc9497/allVectors.json',
    atLeast: 2,
    run: async (text) => {
      await opaque.ready;
      return runOprfVectors(json(text), opaque);
    },
  },
  jsontestsuite: {
    path: 'jsontestsuite/',
    atLeast: 186,
    run: (text) => {
      const cases = json(text) as readonly { readonly name: string; readonly hex: string }[];
      const read = ({ name, hex }: (typeof cases)[number]) => ({ name, bytes: bytesOfHex(hex) ?? new Uint8Array() });
      return runJsonVectors(cases.map(read), acceptsJson);
    },
  },
} as const satisfies Readonly<Record<string, VectorSuite>>;

/** Name of a suite. */
export type VectorSuiteName = keyof typeof VECTOR_SUITES;

/** How many cases of a suite must pass on a platform. */
export function atLeastOn(suite: VectorSuite, { onlySuite1 }: VectorPlatform): number {
  return (onlySuite1 ? suite.atLeastOfSuite1 : undefined) ?? suite.atLeast;
}

/** Runs the CCTV edge cases over the platform alone, without the pre-check (JT20): `failed` says where it differs. */
export function runPlainCctv(text: string, platform: VectorPlatform): Promise<VectorOutcome> {
  return runCctvEd25519Vectors(json(text), platform);
}

function strictOf({ verifyEd25519 }: VectorPlatform): Pick<VectorPlatform, 'verifyEd25519'> {
  return { verifyEd25519: strictVerify(verifyEd25519) };
}

function proofVerifiers(sha256: Sha256): ProofVerifiers {
  const hasher = createTreeHasher(sha256);
  return {
    inclusion: ({ leafHash, index, size, root, path }) =>
      verifyInclusion(hasher, { leafHash, index }, { size, root }, path),
    consistency: ({ oldSize, newSize, oldRoot, newRoot, path }) =>
      verifyConsistency(hasher, { size: oldSize, root: oldRoot }, { size: newSize, root: newRoot }, path),
  };
}
