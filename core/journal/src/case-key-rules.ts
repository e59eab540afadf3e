import {
  type Body,
  equalBytes,
  type ErrorCode,
  type Hash,
  type Id,
  WHOLE_KEY,
  WIRE_KINDS,
  WRAPPER,
  type WrappedKey,
  ZERO_ID,
} from '@siegel/wire';
import type { AkteState, CaseKeyPart, CaseKeyState, JournalView } from './journal-view.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';
import { caseKeyStateOf, olderKeyIds, wrappedUnder } from './case-key-state.ts';
import { isMove, moveFault } from './moved-akte-rules.ts';
import { foundingFault, renewedFault, rewrapFault } from './strict-rules.ts';

/** A case-key entry with its open fields, at the seq it is held against. */
interface CaseKeyChange {
  readonly seq: number;
  readonly body: Body;
  readonly fields: Fields | null;
}

/** What a case-key entry may say. In strict mode a first one is for the sites alone (`foundingFault`). A further one (IV40) is of the same
 *  Akte, one version further, each group named in the version of its key that is the newest at this seq: whoever has not heard that
 *  somebody left is refused with ENTRY_STALE. It is for the same groups, or a Stammakte's for those the house wants now (BS23). */
export function caseKeyFault(
  change: CaseKeyChange,
  { view, membership }: { readonly view: JournalView; readonly membership: Membership },
): ErrorCode | undefined {
  const { seq, body, fields } = change;
  if (body.kind !== WIRE_KINDS.caseKey || fields === null) return undefined;
  // A first version that moves its Akte away would found one that nobody can write into.
  if (body.parent === null)
    return isMove(fields) ? 'PART_RULE_BROKEN' : foundingFault({ seq, body, fields }, { view, membership });
  return furtherFault({ seq, body, fields }, { view, membership });
}

function furtherFault(
  { seq, body, fields }: CaseKeyChange & { readonly fields: Fields },
  { view, membership }: { readonly view: JournalView; readonly membership: Membership },
): ErrorCode | undefined {
  const akte = view.akteOf(body.akte);
  const before = view.caseKeyOf(body.akte);
  if (akte === undefined) return 'CASE_KEY_MISSING';
  // Erased since: what stood there cannot be compared any more.
  if (before === undefined || equalBytes(akte.person, ZERO_ID)) return undefined;
  const now = caseKeyStateOf(fields);
  if (!isOfAkte(fields, akte) || now.version !== before.version + 1) return 'PART_RULE_BROKEN';
  return (
    wrapFault({ seq, body, fields }, before, { view, membership }) ??
    (isNewest(fields, seq, membership) ? undefined : 'ENTRY_STALE')
  );
}

/** For whom the next version is: the other site of a move, the same groups, or those the house wants now. */
function wrapFault(
  change: CaseKeyChange & { readonly fields: Fields },
  before: CaseKeyState,
  known: { readonly view: JournalView; readonly membership: Membership },
): ErrorCode | undefined {
  const { fields } = change;
  if (isMove(fields)) return fields['older'] === undefined ? moveFault(change, known) : 'PART_RULE_BROKEN';
  const isSame = isForSame(caseKeyStateOf(fields), before) && fields['older'] === undefined;
  return isSame ? renewedFault(change, known.membership) : rewrapFault(change, before, known);
}

function isOfAkte(fields: Fields, akte: AkteState): boolean {
  return equalBytes(fields['person'] as Id, akte.person) && (fields['stammakte'] === true) === akte.stammakte;
}

/** Every group is named in the version of its key that is the newest at this seq. */
function isNewest(fields: Fields, seq: number, membership: Membership): boolean {
  return wrappedUnder(fields).every(({ group, version }) => membership.groupKeyAt(group, seq)?.version === version);
}

/** At a closed site nothing new is founded; what is there goes on (BS3). */
export function closedSiteFault({ seq, body }: Pick<CaseKeyChange, 'seq' | 'body'>, membership: Membership) {
  const isFounding = body.kind === WIRE_KINDS.caseKey && body.parent === null;
  return isFounding && membership.isSiteClosedAt(body.site, seq) ? ('SITE_CLOSED' as const) : undefined;
}

/** A further version is wrapped under exactly the group keys it names: without its wraps it would lock everybody out (IV40). Only
 *  who takes the entry in sees them. */
export function renewalWrapsFault(
  { seq, body, fields }: CaseKeyChange,
  wraps: readonly WrappedKey[],
  membership: Membership,
): ErrorCode | undefined {
  if (!isFurtherVersion(body) || fields === null) return undefined;
  const { keyId: newest, groups } = caseKeyStateOf(fields);
  const parts = (fields['parts'] ?? []) as unknown as readonly CaseKeyPart[];
  const keyIds = [newest, ...olderKeyIds(fields)];
  const isWrapped = (group: Id, compartment: number | undefined, wrappedKeyId: Hash) => {
    const keyId = membership.groupKeyAt(group, seq)?.keyId;
    if (keyId === undefined) return false;
    return wraps.some(
      (wrap) =>
        wrap.wrapper === WRAPPER.group &&
        equalBytes(wrap.wrapperId, group) &&
        equalBytes(wrap.wrapperKeyId, keyId) &&
        equalBytes(wrap.wrappedKeyId, wrappedKeyId) &&
        (compartment === undefined ? wrap.compartment !== WHOLE_KEY : wrap.compartment === compartment),
    );
  };
  const fits =
    groups.every((group) => keyIds.every((keyId) => isWrapped(group, WHOLE_KEY, keyId))) &&
    parts.every(({ group, keyId }) => isWrapped(group, undefined, keyId));
  return fits && wraps.length === groups.length * keyIds.length + parts.length ? undefined : 'LAYOUT_MALFORMED';
}

function isFurtherVersion({ kind, parent }: Body): boolean {
  return kind === WIRE_KINDS.caseKey && parent !== null;
}

function isForSame(now: CaseKeyState, before: CaseKeyState): boolean {
  const isSamePart = (a: CaseKeyPart, b: CaseKeyPart) =>
    equalBytes(a.group, b.group) && a.compartment === b.compartment;
  const areSameParts =
    now.parts.length === before.parts.length &&
    now.parts.every((part) => before.parts.some((other) => isSamePart(part, other)));
  return areSameParts && sameIds(now.groups, before.groups);
}

function sameIds(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && a.every((id) => b.some((other) => equalBytes(id, other)));
}
