import { ALL_RIGHTS, comesTo, type Right } from '@siegel/akten';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import { includesId } from '../roles/rights-change.ts';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from '../safe/safe.ts';

/** Why somebody has a right, or has not (IV32, RO8). */
export interface ExplainedRight {
  readonly right: Right;
  readonly isHeld: boolean;
  /** Roles that give it now. */
  readonly roles: readonly Id[];
  /** True when it is given to this user beyond the roles. */
  readonly isOwn: boolean;
  /** Of the entry that gave it, or took it away; undefined when it was never given. */
  readonly seq?: number;
  /** Who wrote that entry. */
  readonly by?: Id;
}

/** Every right of a user with the entry it follows from: the first of the unbroken time up to now in which it was held, or not. That
 *  may be an entry about the user or about a role. */
export function explainRights(safe: Safe, user: Id): readonly ExplainedRight[] {
  const { membership, head } = safe.follower;
  const now = membership.rightsAt(user, head.size);
  const member = membership.userAt(user, head.size);
  const turns = turnsOf(safe, user);
  return ALL_RIGHTS.map((right) => {
    const isHeld = comesTo(now, right);
    const gives = (role: Id) => membership.roleAt(role, head.size);
    const roles = (member?.roles ?? []).filter((role) => {
      const known = gives(role);
      return isHeld && known?.active === true && comesTo(new Set(known.rights), right);
    });
    const source = { roles, isOwn: isHeld && comesTo(new Set(member?.rights), right) };
    let seq: number | undefined;
    // Backwards over the versions, as long as nothing was different.
    for (const turn of turns.toReversed()) {
      if (comesTo(turn.rights, right) !== isHeld) break;
      ({ seq } = turn);
    }
    const wasEver = turns.some(({ rights }) => comesTo(rights, right));
    if (seq === undefined || (!isHeld && !wasEver)) return { right, isHeld, ...source };
    const by = authorOf(safe, seq);
    return { right, isHeld, ...source, seq, ...(by !== undefined && { by }) };
  });
}

/** Why somebody opens Akten of a site, or does not (RO8). */
export interface ExplainedSite {
  readonly site: Id;
  /** Whether they belong to it; since `seq`, by `by`. */
  readonly isAssigned: boolean;
  /** Whether they hold the newest key of its group. */
  readonly hasKey: boolean;
  readonly seq?: number;
  readonly by?: Id;
}

/** Every site of the organisation, as it stands for a user. */
export function explainSites(safe: Safe, user: Id): readonly ExplainedSite[] {
  const { columns, membership, head } = safe.follower;
  const seqs = seqsAbout(safe, user);
  const groups = membership.groupsAt(head.size);
  return membership.sitesAt(head.size).map((site) => {
    const isAt = (seq: number) => includesId(membership.userAt(user, seq)?.sites ?? [], site);
    const isAssigned = isAt(head.size);
    const group = groups.find(({ groupKind, site: of }) => groupKind === 'site' && hexOf(of) === hexOf(site));
    const members = group === undefined ? [] : (membership.groupKeyAt(group.group, head.size)?.members ?? []);
    const hasKey = includesId(members, user);
    let seq: number | undefined;
    for (const each of seqs.toReversed()) {
      if (isAt(each + 1) !== isAssigned) break;
      seq = each;
    }
    const wasEver = seqs.some((each) => isAt(each + 1));
    if (seq === undefined || (!isAssigned && !wasEver) || seq >= columns.size) return { site, isAssigned, hasKey };
    const by = authorOf(safe, seq);
    return { site, isAssigned, hasKey, seq, ...(by !== undefined && { by }) };
  });
}

interface Turn {
  readonly seq: number;
  readonly rights: ReadonlySet<string>;
}

/** What the user might do behind each entry about them, or about a role they ever had. */
function turnsOf(safe: Safe, user: Id): readonly Turn[] {
  const { columns, membership } = safe.follower;
  const own = seqsAbout(safe, user);
  const roles = new Map<string, Id>();
  for (const seq of own) for (const role of membership.userAt(user, seq + 1)?.roles ?? []) roles.set(hexOf(role), role);
  const ofRoles = [...roles.values()].flatMap((role) => columns.seqsOfRecord(role));
  const seqs = [...new Set([...own, ...ofRoles])].toSorted((a, b) => a - b);
  return seqs.map((seq) => ({ seq, rights: new Set(membership.rightsAt(user, seq + 1)) }));
}

/** Seqs of the entries about a user. The founder's first stands in the genesis. */
function seqsAbout({ follower: { columns, membership } }: Safe, user: Id): readonly number[] {
  const founder = membership.genesis !== undefined && equalBytes(membership.genesis.firstUser, user) ? [0] : [];
  return [...founder, ...columns.seqsOfRecord(user)];
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
