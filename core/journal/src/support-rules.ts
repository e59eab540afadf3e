import { type Body, equalBytes, type ErrorCode } from '@siegel/wire';
import type { Fields, MemberUser } from './member-states.ts';
import { sameValue } from './same-value.ts';

/** Kind of a user who sees the layout and no content, for a time (docs/spec/support.md). */
export const SUPPORT_KIND = 'support';
/** The longest time somebody of support is admitted for. */
export const SUPPORT_MOST_MS = 7 * 86_400_000;

/** A version of a user, as an administrator has written it. */
interface UserChange {
  readonly body: Body;
  readonly fields: Fields;
  readonly rights: ReadonlySet<string>;
  readonly receivedAt: number;
}

/** True when a user is of support, was, or carries what only support has. */
export function isSupport(fields: Fields, before: MemberUser | undefined): boolean {
  return (
    fields['userKind'] === SUPPORT_KIND ||
    before?.userKind === SUPPORT_KIND ||
    fields['supportUntil'] !== undefined ||
    fields['supportAreas'] !== undefined
  );
}

/** SU2: an administrator admits somebody of support without any right, for sites and areas, until a time within a week; afterwards
 *  the time only gets shorter, and who is out stays out. Keys, sites and areas never change: more is a new admission. */
export function supportUserFault(change: UserChange, before: MemberUser | undefined): ErrorCode | undefined {
  const { fields, rights } = change;
  const isBare = isEmpty(fields['rights']) && isEmpty(fields['roles']);
  if (!rights.has('administer') || fields['userKind'] !== SUPPORT_KIND || !isBare) return 'RIGHT_MISSING';
  const isRight = before === undefined ? isAdmission(change) : isNarrowed(fields, before);
  return isRight ? undefined : 'RIGHT_MISSING';
}

function isAdmission({ fields, receivedAt }: UserChange): boolean {
  const until = fields['supportUntil'];
  const isTimed = typeof until === 'number' && until > receivedAt && until <= receivedAt + SUPPORT_MOST_MS;
  return isTimed && fields['state'] === 'active' && !isEmpty(fields['sites']) && !isEmpty(fields['supportAreas']);
}

function isNarrowed(fields: Fields, before: MemberUser): boolean {
  const { support, sites } = before;
  const until = fields['supportUntil'];
  if (support === undefined || typeof until !== 'number' || until > support.untilMs) return false;
  const isAlike = sameValue(fields['sites'], sites) && sameValue(fields['supportAreas'], support.areas);
  return isAlike && hasKeysOf(before, fields) && (before.active || fields['state'] === 'removed');
}

/** SU4: support writes nothing but the entry of its own device, and not after its time. */
export function supportAuthorFault(
  { support }: MemberUser,
  { receivedAt, isOwnDevice }: { readonly receivedAt: number; readonly isOwnDevice: boolean },
): ErrorCode | undefined {
  if (support === undefined || receivedAt >= support.untilMs) return 'SUPPORT_ENDED';
  return isOwnDevice ? undefined : 'RIGHT_MISSING';
}

/** True when a version of a user has the public keys of the one before. */
export function hasKeysOf(before: MemberUser, fields: Fields): boolean {
  const isAlike = (name: 'ed25519Public' | 'xwingPublic') => {
    const now = fields[name];
    return now instanceof Uint8Array && equalBytes(now, before[name]);
  };
  return isAlike('ed25519Public') && isAlike('xwingPublic');
}

function isEmpty(value: Fields[string] | undefined): boolean {
  return !Array.isArray(value) || value.length === 0;
}
