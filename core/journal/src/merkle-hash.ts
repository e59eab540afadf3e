import { assert, HASH_BYTES, type Hash, type Sha256 } from '@siegel/wire';

/** The two hash rules of the tree and the root of the empty one. Made once per program, then passed on. */
export interface TreeHasher {
  /** Leaf hash of a leaf input of any length (JT1). */
  leaf(input: Uint8Array): Hash;
  /** Hash of an interior node over its two children, 32 bytes each (JT2). */
  node(left: Hash, right: Hash): Hash;
  /** Root of the tree without leaves (JT3). */
  readonly emptyRoot: Hash;
}

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Makes a hasher around the platform's `sha256`, which must neither keep nor change its input.
 *  Not re-entrant: the inputs are built in buffers the hasher owns, because 100,000 appends a second leave no room
 *  for an allocation per node. Source: RFC 9162 §2.1.1. */
export function createTreeHasher(sha256: Sha256): TreeHasher {
  const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES);
  nodeInput[0] = NODE_PREFIX;
  let leafInput = new Uint8Array(1);
  return {
    leaf(input) {
      // One journal has leaf inputs of one length, so the buffer is made once.
      if (leafInput.length !== input.length + 1) leafInput = new Uint8Array(input.length + 1);
      leafInput[0] = LEAF_PREFIX;
      leafInput.set(input, 1);
      return sha256(leafInput);
    },
    node(left, right) {
      // Shorter children would leave bytes of an earlier call in the input and still hash to something.
      assert(left.length === HASH_BYTES && right.length === HASH_BYTES, 'JT2: a node has two children of 32 bytes');
      nodeInput.set(left, 1);
      nodeInput.set(right, 1 + HASH_BYTES);
      return sha256(nodeInput);
    },
    emptyRoot: sha256(new Uint8Array(0)),
  };
}
