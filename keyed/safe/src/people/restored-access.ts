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
import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { reach } from '../safe/enter-device.ts';
import { forgetOldSlots } from '../safe/kit-recovery.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { invitedAddress } from '../server/kit-proof.ts';
import { askJson, type RequestFailure, tellJson } from '../server/server-request.ts';
import { registerAccount } from '../server/sign-in.ts';
import { answerOf, requestBytes } from './admission-messages.ts';
import { type JoinPlace, settleOrEnter } from './join-organisation.ts';

/** A link of a restoration, and the code as typed. */
export interface RestoreWish {
  readonly tenant: Id;
  readonly user: Id;
  readonly token: string;
  readonly code: string;
}

/** Fresh keys for somebody who has lost everything, to be kept before anything is sent. INVITATION_CODE_WRONG. */
export async function planRestoring({ tenant, user, token, code }: RestoreWish): Promise<Result<JoiningDraft>> {
  const read = readInvitationCode(code);
  if (!read.ok) return read;
  const [userKey, device] = await Promise.all([makeUserKey(), makeDeviceKeys()]);
  return ok({ tenant, user, account: '', code: read.value, userKey, device, restoring: { token } });
}

/** Asks to be restored with the token of the link (WH10); may be done again until it is answered. INVITATION_ENDED. */
export async function askToBeRestored(place: JoinPlace, draft: JoiningDraft): Promise<Result<true, RequestFailure>> {
  const { tenant, user, code, userKey } = draft;
  const halves = userHalves(userKey);
  const mac = await invitationRequestMac(code, { tenant, user }, halves);
  const message = base64urlOf(requestBytes({ halves, mac }));
  const asked = await tellJson(addressOf(place, draft), 'restoration', { method: 'PUT', body: { message } });
  return asked.ok ? asked : endedOr(asked);
}

/** Looks for the answer. The draft with the organisation's key and the own sign-in name when it is there and was made with the code;
 *  undefined before. INVITATION_FOREIGN: it was not; INVITATION_ENDED. */
export async function lookForRestoration(
  place: JoinPlace,
  draft: JoiningDraft,
): Promise<Result<JoiningDraft | undefined, RequestFailure>> {
  const own = await askJson(addressOf(place, draft), 'restoration', { answer: 'ownRestoration' });
  if (!own.ok) return endedOr(own);
  if (own.value.answer === null) return ok(undefined);
  const answer = answerOf(bytesOfBase64url(own.value.answer) ?? new Uint8Array(0));
  if (answer === undefined) return fail('INVITATION_FOREIGN');
  const { tenant, user, userKey, code, restoring } = draft;
  const { orgPublic } = answer;
  const expected = await invitationAnswerMac(code, { tenant, user }, { halves: userHalves(userKey), orgPublic });
  const checked = checkInvitationMac(answer.mac, expected);
  if (!checked.ok) return checked;
  return ok({ ...draft, account: own.value.account, restoring: { token: restoring?.token ?? '', orgPublic } });
}

/** Chooses the new password and comes in with the new keys. Broken off anywhere it is done again with the same password.
 *  INVITATION_ENDED, OFFLINE. */
export async function finishRestoring(
  place: JoinPlace,
  draft: JoiningDraft,
  { password, pages }: { readonly password: string; readonly pages: PageStore },
): Promise<Result<SafeGiven, RequestFailure>> {
  const { tenant, user, account, userKey, device, restoring } = draft;
  const orgPublic = restoring?.orgPublic;
  if (orgPublic === undefined) return fail('INVITATION_ENDED');
  const registered = await registerAccount({ address: addressOf(place, draft), account, user, password });
  // Registered before, when the answer was lost: then the password signs in.
  if (!registered.ok && registered.error.code !== 'SESSION_MISSING') return registered;
  const { origin, fetch, now } = place;
  const reached = await reach({ origin, fetch, now, tenant: hexOf(tenant), account, password, pages });
  if (!reached.ok) return !registered.ok && reached.error.code === 'LOGIN_FAILED' ? fail('INVITATION_ENDED') : reached;
  const { session, instance } = reached.value;
  const given: SafeGiven = {
    address: session.address,
    tenant,
    instance,
    user,
    userKey,
    device,
    orgPublic,
    pages,
    now,
  };
  const settled = await settleOrEnter(given, session.exportKey);
  if (!settled.ok) return settled;
  await forgetOldSlots(given);
  // Left behind by a broken line it ends by itself within a week.
  await tellJson(given.address, 'invitation', { method: 'DELETE' });
  return settled;
}

function addressOf({ origin, fetch }: JoinPlace, { tenant, restoring }: JoiningDraft) {
  return invitedAddress({ base: `${origin}/v1/t/${hexOf(tenant)}`, fetch }, restoring?.token ?? '');
}

function endedOr<T>(failure: Result<T, RequestFailure>): Result<never, RequestFailure> {
  if (failure.ok) return fail('INTERNAL');
  return failure.error.code === 'SESSION_MISSING' ? fail('INVITATION_ENDED') : failure;
}
