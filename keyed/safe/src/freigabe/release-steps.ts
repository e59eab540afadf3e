import { type FreigabeMark, mayBeReleased } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import { decodeBody, equalBytes, type ErrorCode, type Hash, type Id } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { rulesNow } from '../safe/house-rules.ts';
import type { Safe } from '../safe/safe.ts';

/** What the own Freigabe of a version would be: the only one, the first of two, or the second, which names the first (FG4). */
export type ReleaseStep =
  | { readonly step?: undefined }
  | { readonly step: 'first' }
  | { readonly step: 'second'; readonly first: Hash };

/** Which step the own user would take now, or why none. The same rules as on the server, said before anything is signed. */
export function releaseStep(
  safe: Safe,
  { body }: Pick<RecordVersion, 'body'>,
  mark: FreigabeMark,
): ReleaseStep | ErrorCode {
  const { follower, given } = safe;
  const rules = freigabeRulesOf(rulesNow(safe));
  if (!follower.membership.rightsAt(given.user, follower.head.size).has('freigeben')) return 'RIGHT_MISSING';
  if (!mayBeReleased(body.kind)) return 'FREIGABE_NOT_POSSIBLE';
  if (mark.state === 'Freigegeben') return 'FREIGABE_DONE';
  if (!rules.isOwnAllowed && isOwn(safe, body.author)) return 'FREIGABE_OWN';
  if (rules.responsible === 'one') return {};
  const first = mark.state === 'Vorgelegt' ? mark.first : undefined;
  if (first === undefined) return { step: 'first' };
  return isOwn(safe, authorAt(safe, first.seq)) ? 'FREIGABE_SAME_USER' : { step: 'second', first: first.entryHash };
}

/** What the own user does with an own Eintrag at once, by the rules of now (FG44). */
export function ownStep(safe: Safe): 'release' | 'first' | 'present' {
  const { membership, head } = safe.follower;
  const { isOwnAllowed, responsible } = freigabeRulesOf(rulesNow(safe));
  if (!isOwnAllowed || !membership.rightsAt(safe.given.user, head.size).has('freigeben')) return 'present';
  return responsible === 'two' ? 'first' : 'release';
}

/** True for a device of the own user. */
export function isOwn({ follower, given }: Safe, device: Id | undefined): boolean {
  const user = device === undefined ? undefined : follower.membership.deviceAt(device, follower.head.size)?.user;
  return user !== undefined && equalBytes(user, given.user);
}

function authorAt({ follower }: Safe, seq: number): Id | undefined {
  const entry = follower.columns.entryAt(seq);
  return entry === undefined ? undefined : decodeBody(entry.body).author;
}
