import { type CaseKeyState, caseKeyStateOf, wrappedUnder } from '@siegel/journal';
import { type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';

/** The newest version of the key of an Akte, as the journal names it. */
export interface NamedCaseKey extends CaseKeyState {
  readonly akte: Id;
  readonly site: Id;
  readonly person: Id;
  readonly stammakte: boolean;
  readonly seq: number;
  readonly keyId: Uint8Array;
  /** Every group it is wrapped for, whole or in part, with the version of its key. */
  readonly under: readonly { readonly group: Id; readonly version: number }[];
}

interface DutySafe {
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
}

/** The newest case key of an Akte that is not held back and not erased. */
export function namedCaseKey({ follower, attributions }: DutySafe, akte: Id): NamedCaseKey | undefined {
  const { columns } = follower;
  const seqs = columns.seqsOfAkte(akte);
  for (let at = seqs.length - 1; at >= 0; at--) {
    const seq = seqs[at] as number;
    if (columns.kindAt(seq) !== WIRE_KINDS.caseKey || attributions.isHeldBack(seq)) continue;
    const named = namedAt(follower, akte, seq);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** What a case-key entry says; undefined for an erased one. */
function namedAt({ columns, membership }: JournalFollower, akte: Id, seq: number): NamedCaseKey | undefined {
  const open = readOpen(columns.openAt(seq));
  const { keyId, person, stammakte } = open ?? {};
  if (open === undefined || !(keyId instanceof Uint8Array) || !(person instanceof Uint8Array)) return undefined;
  // An entry that does not name a version was sealed with what was the newest then.
  const under = wrappedUnder(open).map(({ group, version }) => ({
    group,
    version: version === 0 ? (membership.groupKeyAt(group, seq)?.version ?? 0) : version,
  }));
  const site = columns.placeAt(seq)?.site ?? ZERO_ID;
  return { ...caseKeyStateOf(open), akte, site, person, stammakte: stammakte === true, seq, keyId, under };
}
