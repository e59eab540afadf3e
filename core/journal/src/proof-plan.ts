import { assert } from '@siegel/wire';
import { completeSubtrees, leftLeaves, type Subtree } from './merkle-subtree.ts';

/** A proof before its hashes are known: per path hash the complete subtrees it is made of, left to right.
 *  More than one stand only for a node on the ragged right edge, which nobody stores because it changes with the next
 *  append: it is hashed together from the right. */
export type ProofPlan = readonly (readonly Subtree[])[];

/** Plans the path that proves leaf `index` in a tree of `size` leaves, bottom up (JT6, JT12).
 *  Throws unless 0 <= index < size: the caller has checked what a client asked for. Source: RFC 9162 §2.1.3.1. */
export function inclusionNodes(index: number, size: number): ProofPlan {
  assert(isNatural(index) && isNatural(size) && index < size, 'JT6: a proven leaf lies in the tree');
  const path: Subtree[][] = [];
  for (let begin = 0, end = size; end - begin > 1; ) {
    const middle = begin + leftLeaves(end - begin);
    if (index < middle) {
      path.push(completeSubtrees(middle, end));
      end = middle;
    } else {
      path.push(completeSubtrees(begin, middle));
      begin = middle;
    }
  }
  return path.reverse();
}

/** Plans the path that proves that the tree of `newSize` leaves extends the one of `oldSize`, bottom up (JT8, JT12).
 *  Throws unless 1 <= oldSize <= newSize. Source: RFC 9162 §2.1.4.1. */
export function consistencyNodes(oldSize: number, newSize: number): ProofPlan {
  assert(isNatural(oldSize) && isNatural(newSize), 'JT8: sizes are natural numbers');
  assert(oldSize >= 1 && oldSize <= newSize, 'JT8: nothing extends an empty or a larger tree');
  const path: Subtree[][] = [];
  let begin = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = begin + leftLeaves(end - begin);
    if (oldSize <= middle) {
      path.push(completeSubtrees(middle, end));
      end = middle;
    } else {
      path.push(completeSubtrees(begin, middle));
      begin = middle;
    }
  }
  // Where the old tree is a node of the new one, the verifier holds its root already.
  if (begin > 0) path.push(completeSubtrees(begin, end));
  return path.reverse();
}

function isNatural(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}
