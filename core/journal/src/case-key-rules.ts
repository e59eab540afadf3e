import {
  type Body,
  equalBytes,
  type ErrorCode,
  type Id,
  WHOLE_KEY,
  WIRE_KINDS,
  WRAPPER,
  type WrappedKey,
  ZERO_ID,
} from '@siegel/wire';
import type { CaseKeyPart, CaseKeyState, JournalView } from './journal-view.ts';
import type { Fields, Membership } from './membership.ts';

/** A case-key entry with its open fields, at the seq it is held against. */
interface CaseKeyChange {
  readonly seq: number;
  readonly body: Body;
  readonly fields: Fields | null;
}

/** What a further version of a case key may say (IV40): of the same Akte for the same groups, one version further, each group named
 *  in the version of its key that is the newest at this seq. Whoever has not heard that somebody left is refused with ENTRY_STALE. */
export function caseKeyFault(
  { seq, body, fields }: CaseKeyChange,
  { view, membership }: { readonly view: JournalView; readonly membership: Membership },
): ErrorCode | undefined {
  if (!isFurtherVersion(body) || fields === null) return undefined;
  const akte = view.akteOf(body.akte);
  const before = view.caseKeyOf(body.akte);
  if (akte === undefined) return 'CASE_KEY_MISSING';
  // Erased since: what stood there cannot be compared any more.
  if (before === undefined || equalBytes(akte.person, ZERO_ID)) return undefined;
  const isSameAkte =
    equalBytes(fields['person'] as Id, akte.person) && (fields['stammakte'] === true) === akte.stammakte;
  const now = caseKeyStateOf(fields);
  if (!isSameAkte || now.version !== before.version + 1 || !isForSame(now, before)) return 'PART_RULE_BROKEN';
  const isNewest = wrappedUnder(fields).every(
    ({ group, version }) => membership.groupKeyAt(group, seq)?.version === version,
  );
  return isNewest ? undefined : 'ENTRY_STALE';
}

/** The groups a case-key entry is wrapped for, whole or in part, each with the version of its key; 0 where none is named. */
export function wrappedUnder(fields: Fields): readonly { readonly group: Id; readonly version: number }[] {
  const versions = (fields['groupVersions'] ?? []) as readonly number[];
  const parts = (fields['parts'] ?? []) as readonly { readonly group: Id; readonly version?: number }[];
  return [
    ...(fields['groups'] as readonly Id[]).map((group, i) => ({ group, version: versions[i] ?? 0 })),
    ...parts.map(({ group, version = 0 }) => ({ group, version })),
  ];
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
  const { groups, parts } = caseKeyStateOf(fields);
  const isWrapped = (group: Id, fitsWrap: (wrap: WrappedKey) => boolean) => {
    const keyId = membership.groupKeyAt(group, seq)?.keyId;
    if (keyId === undefined) return false;
    return wraps.some(
      (wrap) =>
        wrap.wrapper === WRAPPER.group &&
        equalBytes(wrap.wrapperId, group) &&
        equalBytes(wrap.wrapperKeyId, keyId) &&
        fitsWrap(wrap),
    );
  };
  const fits =
    groups.every((group) => isWrapped(group, ({ compartment }) => compartment === WHOLE_KEY)) &&
    parts.every(({ group, keyId }) => isWrapped(group, ({ wrappedKeyId }) => equalBytes(wrappedKeyId, keyId)));
  return fits && wraps.length === groups.length + parts.length ? undefined : 'LAYOUT_MALFORMED';
}

/** What a case-key entry says of the key. */
export function caseKeyStateOf(fields: Fields): CaseKeyState {
  return {
    version: fields['version'] as number,
    groups: fields['groups'] as readonly Id[],
    parts: (fields['parts'] ?? []) as unknown as readonly CaseKeyPart[],
  };
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
