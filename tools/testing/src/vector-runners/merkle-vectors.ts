import { startTally, type VectorOutcome } from './outcome.ts';
import { base64 } from './vector-bytes.ts';

type Bytes = Uint8Array;

/** The two verifiers under test, with every input named. */
export interface ProofVerifiers {
  inclusion(proof: { leafHash: Bytes; index: number; size: number; root: Bytes; path: readonly Bytes[] }): boolean;
  consistency(proof: {
    oldSize: number;
    newSize: number;
    oldRoot: Bytes;
    newRoot: Bytes;
    path: readonly Bytes[];
  }): boolean;
}

interface InclusionCase {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly start?: number;
  readonly end?: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyCase {
  readonly size1: number;
  readonly size2: number;
  readonly start?: number;
  readonly end?: number;
  readonly size?: number;
  readonly root1: string;
  readonly root2: string;
}
type ProofCase = (InclusionCase & ConsistencyCase) & {
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
};

/** Runs the proof cases of transparency-dev/merkle, mutations included. Proofs of subtrees are run where they are proofs
 *  of a whole tree too: those from leaf 0 on. Numbers above 2^53 - 1 lose digits in JSON but stay too large. */
export function runMerkleVectors(json: unknown, verifiers: ProofVerifiers): VectorOutcome {
  const tally = startTally();
  for (const [name, vector] of Object.entries(json as Record<string, ProofCase>)) {
    const [kind = ''] = name.split('/');
    if (vector.start !== undefined && vector.start !== 0) {
      tally.skip(`${kind} from another leaf than 0`);
    } else if (kind === 'subtreeconsistency' && vector.end === 0) {
      tally.skip('subtreeconsistency of no leaves');
    } else {
      const verdict = kind.endsWith('inclusion') ? isIncluded(vector, verifiers) : isConsistent(vector, verifiers);
      tally.check(name, verdict === !vector.wantErr);
    }
  }
  return tally.outcome();
}

function isIncluded(vector: ProofCase, verifiers: ProofVerifiers): boolean {
  return verifiers.inclusion({
    leafHash: base64(vector.leafHash),
    index: vector.leafIdx,
    size: vector.end ?? vector.treeSize,
    root: base64(vector.root),
    path: (vector.proof ?? []).map(base64),
  });
}

function isConsistent(vector: ProofCase, verifiers: ProofVerifiers): boolean {
  return verifiers.consistency({
    oldSize: vector.end ?? vector.size1,
    newSize: vector.size ?? vector.size2,
    oldRoot: base64(vector.root1),
    newRoot: base64(vector.root2),
    path: (vector.proof ?? []).map(base64),
  });
}
