import {
  checkInvitationMac,
  invitationAnswerMac,
  invitationRequestMac,
  type JoiningDraft,
  makeDeviceKeys,
  makeUserKey,
  readInvitationCode,
  userHalves,
} from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { reach, type Reached, sendOwnDevice, settleDevice } from '../safe/enter-device.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { invitedAddress } from '../server/kit-proof.ts';
import { askJson, type Fetch, type RequestFailure, tellJson } from '../server/server-request.ts';
import { registerAccount } from '../server/sign-in.ts';
import { answerOf, requestBytes } from './admission-messages.ts';

/** A link and a code, and what the invited chooses. */
export interface JoinWish {
  readonly tenant: Id;
  readonly user: Id;
  readonly token: string;
  /** As typed. */
  readonly code: string;
  readonly account: string;
}

/** Where an invited browser joins. */
export interface JoinPlace {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly now: () => number;
}

/** Keys of an invited person, to be kept before anything is sent (IV14). INVITATION_CODE_WRONG for a code that is none. */
export async function planJoining({ tenant, user, code, account }: JoinWish): Promise<Result<JoiningDraft>> {
  const read = readInvitationCode(code);
  if (!read.ok) return read;
  const [userKey, device] = await Promise.all([makeUserKey(), makeDeviceKeys()]);
  return ok({ tenant, user, account, code: read.value, userKey, device });
}

/** Registers name and password with the token of the link. INVITATION_ENDED: the token is used up or has run out;
 *  ACCOUNT_EXISTS: the name is taken. */
export async function registerInvited(
  { origin, fetch }: JoinPlace,
  { tenant, user, account }: JoiningDraft,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Result<true, RequestFailure>> {
  const address = invitedAddress({ base: `${origin}/v1/t/${hexOf(tenant)}`, fetch }, token);
  const registered = await registerAccount({ address, account, user, password });
  if (registered.ok) return ok(true);
  return registered.error.code === 'SESSION_MISSING' ? fail('INVITATION_ENDED') : registered;
}

/** Signs in and asks for admission (IV10); may be done again until it is answered (IV15). LOGIN_FAILED, INVITATION_ENDED. */
export async function askForAdmission(
  { origin, fetch, now }: JoinPlace,
  draft: JoiningDraft,
  { password, pages }: { readonly password: string; readonly pages: PageStore },
): Promise<Result<Reached, RequestFailure>> {
  const { tenant, user, account, code, userKey } = draft;
  const reached = await reach({ origin, fetch, now, tenant: hexOf(tenant), account, password, pages });
  if (!reached.ok) return reached;
  const { session } = reached.value;
  // The name belongs to somebody else, who has the same password: nothing of the draft is theirs.
  if (!equalBytes(session.user, user)) return fail('LOGIN_FAILED');
  const halves = userHalves(userKey);
  const mac = await invitationRequestMac(code, { tenant, user }, halves);
  const message = base64urlOf(requestBytes({ halves, mac }));
  const asked = await tellJson(session.address, 'invitation', { method: 'PUT', body: { message } });
  return asked.ok ? reached : asked;
}

/** Looks for the answer, and enters the organisation when it is there and was made with the code (IV13, IV14). Undefined: nobody
 *  has answered yet. INVITATION_ENDED, INVITATION_FOREIGN. */
export async function enterWhenAdmitted(
  { now }: JoinPlace,
  draft: JoiningDraft,
  { reached, pages }: { readonly reached: Reached; readonly pages: PageStore },
): Promise<Result<SafeGiven | undefined, RequestFailure>> {
  const { session, tenant, instance } = reached;
  const { address } = session;
  const own = await askJson(address, 'invitation', { answer: 'ownInvitation' });
  if (!own.ok) return own;
  if (own.value.answer === null) return ok(undefined);
  const answer = answerOf(bytesOfBase64url(own.value.answer) ?? new Uint8Array(0));
  if (answer === undefined) return fail('INVITATION_FOREIGN');
  const { user, userKey, device, code } = draft;
  const { orgPublic, mac } = answer;
  const expected = await invitationAnswerMac(code, { tenant, user }, { halves: userHalves(userKey), orgPublic });
  const checked = checkInvitationMac(mac, expected);
  if (!checked.ok) return checked;
  const given: SafeGiven = { address, tenant, instance, user, userKey, device, orgPublic, pages, now };
  const settled = await settleOrEnter(given, session.exportKey);
  if (!settled.ok) return settled;
  // Left behind by a broken line it ends by itself within a week.
  await tellJson(address, 'invitation', { method: 'DELETE' });
  return settled;
}

/** Lets the device of `given` in, with its own password slot. Entered already, when the answer to that was lost: then the device can prove itself. */
export async function settleOrEnter(
  given: SafeGiven,
  exportKey: Uint8Array,
): Promise<Result<SafeGiven, RequestFailure>> {
  const known = await settleDevice(given, exportKey);
  if (known.ok || known.error.code !== 'DEVICE_NOT_APPROVED') return known;
  const entered = await sendOwnDevice(given);
  return entered.ok ? settleDevice(given, exportKey) : entered;
}
