import { engine as nodeEngine } from '../../keyed/seal/src/engine/node.ts';
import { engine as webEngine } from '../../keyed/seal/src/engine/web.ts';
import { sha256 } from '../../tools/testing/src/deterministic.ts';
import { webCryptoPrimitives } from '../../tools/testing/src/vector-runners/web-crypto-primitives.ts';
import { nodeCryptoPrimitives } from '../../tools/testing/src/vectors-node-crypto.ts';
import { enginePlatform } from './engine-platform.ts';
import type { VectorPlatform } from './vector-suites.ts';

const nodeCrypto = { ...nodeCryptoPrimitives, sha256 };
const webCrypto = { ...webCryptoPrimitives(globalThis.crypto.subtle), sha256 };

/** What Node offers: its two cryptographic interfaces, and the engines of keyed/seal on top of them. */
export const NODE_PLATFORMS = {
  'node:crypto': nodeCrypto,
  WebCrypto: webCrypto,
  'engine of Node': { ...nodeCrypto, ...enginePlatform(nodeEngine) },
  'engine of browsers': { ...webCrypto, ...enginePlatform(webEngine) },
} as const satisfies Readonly<Record<string, VectorPlatform>>;
