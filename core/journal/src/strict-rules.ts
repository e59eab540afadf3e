import { type Body, equalBytes, type ErrorCode, type Hash, type Id } from '@siegel/wire';
import { caseKeyStateOf, olderKeyIds } from './case-key-state.ts';
import type { CaseKeyPart, CaseKeyState, JournalView } from './journal-view.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** A case-key entry with its fields, at the seq it is held against. */
interface Change {
  readonly seq: number;
  readonly body: Body;
  readonly fields: Fields;
}

interface Known {
  readonly view: JournalView;
  readonly membership: Membership;
}

/** Who somebody is, and notes of the administration: what the right to see persons opens (RO20). */
const WHO: readonly string[] = ['identity', 'admin'];

/** In strict mode an Akte is founded for its site alone, a Stammakte for sites of its author (BS21, BS22); and nobody founds an Akte of
 *  a person whom they cannot see: it would earn their site the keys of the Stammakte (BS24). */
export function foundingFault({ seq, body, fields }: Change, { view, membership }: Known): ErrorCode | undefined {
  if (!membership.isStrictAt(seq)) return undefined;
  const state = caseKeyStateOf(fields);
  const author = membership.deviceAt(body.author, seq)?.user;
  if (author === undefined) return 'DEVICE_NOT_APPROVED';
  if (fields['stammakte'] === true)
    return isNarrow(state, { seq, membership }) && isMemberOfAll(author, state.groups, { seq, membership })
      ? undefined
      : 'WRAPPED_TOO_WIDE';
  const isOfSite = state.groups.every((group) => isGroupOf(group, ['site', body.site], { seq, membership }));
  if (!isOfSite || state.parts.length > 0) return 'WRAPPED_TOO_WIDE';
  return maySeePerson(author, fields['person'] as Id, { seq, view, membership }) ? undefined : 'AKTE_ELSEWHERE';
}

/** A further version for the same groups: in strict mode no wide one goes on (BS22). */
export function renewedFault({ seq, fields }: Change, membership: Membership): ErrorCode | undefined {
  if (!membership.isStrictAt(seq) || fields['stammakte'] !== true) return undefined;
  return isNarrow(caseKeyStateOf(fields), { seq, membership }) ? undefined : 'WRAPPED_TOO_WIDE';
}

/** A further version for other groups: of a Stammakte, for exactly those the house wants now, with all older versions of the key for
 *  them (BS23). Whether a site is left out only a journal with all sites can tell: AKTE_ELSEWHERE. */
export function rewrapFault(
  { seq, body, fields }: Change,
  before: CaseKeyState,
  { view, membership }: Known,
): ErrorCode | undefined {
  const older = olderKeyIds(fields);
  const isWhole = older.length === before.version && equalBytes(older.at(-1) ?? body.record, before.keyId);
  if (fields['stammakte'] !== true || !isWhole || !namesOlderParts(fields)) return 'PART_RULE_BROKEN';
  const now = caseKeyStateOf(fields);
  if (!membership.isStrictAt(seq)) return isForReaders(now, { seq, membership }) ? undefined : 'PART_RULE_BROKEN';
  const author = membership.deviceAt(body.author, seq)?.user;
  const isOwn = author !== undefined && isMemberOfAll(author, now.groups, { seq, membership });
  if (!isOwn || !isNarrow(now, { seq, membership })) return 'WRAPPED_TOO_WIDE';
  return coverFault(now, view.sitesOfPerson(fields['person'] as Id), { seq, membership });
}

/** The sites of a person and no other. */
function coverFault(
  { groups }: CaseKeyState,
  sites: readonly Id[] | undefined,
  at: { readonly seq: number; readonly membership: Membership },
): ErrorCode | undefined {
  if (sites === undefined) return undefined;
  const isCovered = (site: Id) => groups.some((group) => isGroupOf(group, ['site', site], at));
  if (!sites.every(isCovered)) return 'AKTE_ELSEWHERE';
  const isWanted = (group: Id) => sites.some((site) => isGroupOf(group, ['site', site], at));
  return groups.every(isWanted) ? undefined : 'WRAPPED_TOO_WIDE';
}

interface At {
  readonly seq: number;
  readonly membership: Membership;
}

/** Whole for groups of sites, and beyond them who somebody is for the offices of these sites. */
function isNarrow({ groups, parts }: CaseKeyState, { seq, membership }: At): boolean {
  const sites = groups.map((group) => membership.groupAt(group, seq)).filter((group) => group?.groupKind === 'site');
  if (groups.length === 0 || sites.length !== groups.length) return false;
  return parts.every(
    ({ group, compartment }) =>
      WHO.includes(compartment) &&
      sites.some((of) => of !== undefined && isGroupOf(group, ['office', of.site], { seq, membership })),
  );
}

/** Whole for those who read records, who somebody is for everybody who belongs here (RO20). */
function isForReaders({ groups, parts }: CaseKeyState, { seq, membership }: At): boolean {
  const [group, ...more] = groups;
  const isOfReaders = group !== undefined && membership.groupAt(group, seq)?.groupKind === 'records';
  const isWho = ({ group: id, compartment }: CaseKeyPart) =>
    WHO.includes(compartment) && membership.groupAt(id, seq)?.groupKind === 'organisation';
  return isOfReaders && more.length === 0 && parts.length === WHO.length && parts.every(isWho);
}

/** Whoever opens a part opens that part of the older versions, too, and nothing else of them. */
function namesOlderParts(fields: Fields): boolean {
  const lines = (fields['parts'] ?? []) as unknown as readonly (CaseKeyPart & { readonly caseVersion?: number })[];
  const { parts } = caseKeyStateOf(fields);
  const older = lines.filter(({ caseVersion }) => caseVersion !== undefined);
  const isOfNow = (line: CaseKeyPart) =>
    parts.some((part) => equalBytes(part.group, line.group) && part.compartment === line.compartment);
  return older.length === parts.length * olderKeyIds(fields).length && older.every(isOfNow);
}

/** Whether the author holds the key of the person's Stammakte; where every site can be seen, also works at one that has an Akte. */
function maySeePerson(author: Id, person: Id, { seq, view, membership }: At & Known): boolean {
  const stammakte = view.caseKeyOf(person);
  // New, or erased: there is nothing to gain.
  if (stammakte === undefined) return true;
  const holds = stammakte.groups.some((group) => isMemberOfAll(author, [group], { seq, membership }));
  const sites = view.sitesOfPerson(person) ?? [];
  const own = membership.userAt(author, seq)?.sites ?? [];
  return holds && (sites.length === 0 || sites.some((site) => own.some((one) => equalBytes(one, site))));
}

function isMemberOfAll(user: Id, groups: readonly Id[], { seq, membership }: At): boolean {
  return groups.every((group) =>
    membership.groupKeyAt(group, seq)?.members.some((member: Hash) => equalBytes(member, user)),
  );
}

function isGroupOf(group: Id, [groupKind, site]: readonly [string, Id], { seq, membership }: At): boolean {
  const known = membership.groupAt(group, seq);
  return known?.groupKind === groupKind && equalBytes(known.site, site);
}
