import { ALL_RIGHTS, type Right } from '@siegel/akten';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from '../safe/safe.ts';

/** Why somebody has a right, or has not (IV32). */
export interface ExplainedRight {
  readonly right: Right;
  readonly isHeld: boolean;
  /** Of the entry that gave it, or took it away; undefined when it was never given. */
  readonly seq?: number;
  /** Who wrote that entry. */
  readonly by?: Id;
}

/** Every right of a user with the entry it follows from: the first of the unbroken time up to now in which it was held, or not. */
export function explainRights(safe: Safe, user: Id): readonly ExplainedRight[] {
  const { membership, head } = safe.follower;
  const now = membership.rightsAt(user, head.size);
  const turns = turnsOf(safe, user);
  return ALL_RIGHTS.map((right) => {
    const isHeld = now.has(right);
    let seq: number | undefined;
    // Backwards over the versions, as long as nothing was different.
    for (const turn of turns.toReversed()) {
      if (turn.rights.has(right) !== isHeld) break;
      ({ seq } = turn);
    }
    const wasEver = turns.some(({ rights }) => rights.has(right));
    if (seq === undefined || (!isHeld && !wasEver)) return { right, isHeld };
    const by = authorOf(safe, seq);
    return { right, isHeld, seq, ...(by !== undefined && { by }) };
  });
}

interface Turn {
  readonly seq: number;
  readonly rights: ReadonlySet<string>;
}

/** What the user might do behind each entry about them. The founder's first stands in the genesis. */
function turnsOf({ follower: { columns, membership } }: Safe, user: Id): readonly Turn[] {
  const founder = membership.genesis !== undefined && equalBytes(membership.genesis.firstUser, user) ? [0] : [];
  const seqs = [...founder, ...columns.seqsOfRecord(user)];
  return seqs.map((seq) => ({ seq, rights: new Set(membership.rightsAt(user, seq + 1)) }));
}

function authorOf({ follower: { columns, membership } }: Safe, seq: number): Id | undefined {
  const entry = columns.entryAt(seq);
  const body = entry === undefined ? undefined : readBody(entry.body);
  return body === undefined ? undefined : membership.deviceAt(body.author, Number.MAX_SAFE_INTEGER)?.user;
}

/** Hex ids of everybody who may give rights now. */
export function administratorsOf({ follower: { membership, head } }: Safe): readonly string[] {
  return membership
    .usersAt(head.size)
    .filter(({ user, active }) => active && membership.rightsAt(user, head.size).has('administer'))
    .map(({ user }) => hexOf(user));
}
