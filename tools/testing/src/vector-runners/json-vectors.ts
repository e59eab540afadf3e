import { startTally, type VectorOutcome } from './outcome.ts';

/** A file of JSONTestSuite: its name begins with y_ (must parse), n_ (must not) or i_ (free). */
export interface JsonCase {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Runs JSONTestSuite over a parser that answers whether it accepted the bytes. A free case counts as passed when the
 *  parser comes back with either answer. */
export function runJsonVectors(cases: readonly JsonCase[], accepts: (bytes: Uint8Array) => boolean): VectorOutcome {
  const tally = startTally();
  for (const { name, bytes } of cases) {
    const accepted = accepts(bytes);
    if (name.startsWith('i_')) tally.check(name, true);
    else tally.check(name, accepted === name.startsWith('y_'));
  }
  return tally.outcome();
}

/** How Siegel reads JSON from the network: strict UTF-8, then the platform's parser. */
export function acceptsJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
