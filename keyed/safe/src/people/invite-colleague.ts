import { isRight } from '@siegel/akten';
import {
  type InvitationNote,
  makeInvitationCode,
  openInvitationNote,
  platformRandom,
  sealInvitationNote,
} from '@siegel/seal';
import { bytesOfHex, type ControlMessage, equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { askJson, type RequestFailure, tellJson } from '../server/server-request.ts';

const ID_BYTES = 16;

/** What the inviter decides. */
export type InviteWish = Omit<InvitationNote, 'code' | 'roles'> & { readonly roles?: readonly Id[] };

/** What goes to the invited, on two ways (IV1). */
export interface MadeInvitation {
  readonly user: Id;
  readonly token: string;
  readonly code: string;
  readonly expiresAtMs: number;
}

/** A living invitation as this device knows it. */
export interface KnownInvitation {
  readonly user: Id;
  readonly by: Id;
  /** Undefined when somebody else has invited: only they can read and answer it. */
  readonly note: InvitationNote | undefined;
  readonly expiresAtMs: number;
  /** What the invited has asked with; undefined before. */
  readonly request: Uint8Array | undefined;
  readonly isAnswered: boolean;
}

/** Invites somebody (IV1, IV2). RIGHT_MISSING: without the right to administer, for a right that is none, or for a site that is
 *  not the inviter's own; ROLE_UNKNOWN; INVITATIONS_FULL. */
export async function inviteColleague(safe: Safe, wish: InviteWish): Promise<Result<MadeInvitation, RequestFailure>> {
  const { tenant, userKey, address } = safe.given;
  const isOwnSite = (site: Id) => safe.sites.some((own) => equalBytes(own, site));
  if (!wish.rights.every(isRight) || !wish.sites.every(isOwnSite)) return fail('RIGHT_MISSING');
  const { membership, head } = safe.follower;
  const { roles = [] } = wish;
  if (!roles.every((role) => membership.roleAt(role, head.size)?.active === true)) return fail('ROLE_UNKNOWN');
  const user = platformRandom(ID_BYTES) as Id;
  const code = makeInvitationCode();
  const note = await sealInvitationNote({ ...wish, roles, code }, { tenant, user }, userKey.secret);
  const body = { user: hexOf(user), note: base64urlOf(note) };
  const made = await askJson(address, 'invitations', { body, answer: 'inviteAnswer' });
  if (!made.ok) return made;
  return ok({ user, code, token: made.value.invitation, expiresAtMs: made.value.expiresAt });
}

/** The living invitations of the organisation. RIGHT_MISSING without the right to administer. */
export async function openInvitations(safe: Safe): Promise<Result<readonly KnownInvitation[], RequestFailure>> {
  const listed = await askJson(safe.given.address, 'invitations', { answer: 'invitationList' });
  if (!listed.ok) return listed;
  const known = await Promise.all(listed.value.invitations.map((line) => knownOf(safe, line)));
  return ok(known.filter((invitation) => invitation !== undefined));
}

/** Withdraws an invitation (IV3). INVITATION_ENDED when there is none. */
export function endInvitation({ given }: Safe, user: Id): Promise<Result<true, RequestFailure>> {
  return tellJson(given.address, `invitations/${hexOf(user)}`, { method: 'DELETE' });
}

type Line = ControlMessage<'invitationList'>['invitations'][number];

async function knownOf({ given }: Safe, line: Line): Promise<KnownInvitation | undefined> {
  const user = bytesOfHex(line.user);
  const by = bytesOfHex(line.by);
  const sealed = bytesOfBase64url(line.note);
  if (user === undefined || by === undefined || sealed === undefined) return undefined;
  const isOwn = equalBytes(by, given.user);
  const note = isOwn
    ? await openInvitationNote(sealed, { tenant: given.tenant, user }, given.userKey.secret)
    : undefined;
  const request = line.request === null ? undefined : bytesOfBase64url(line.request);
  return { user, by, note, expiresAtMs: line.expiresAt, request, isAnswered: line.isAnswered };
}
