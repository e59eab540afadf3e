import { passwordFaults } from '@siegel/akten';
import { sealPasswordSlot } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Result } from '@siegel/wire';
import type { PasswordWish } from '../channel/access-api.ts';
import { base64urlOf } from '../server/base64url.ts';
import { type RequestFailure, tellJson } from '../server/server-request.ts';
import { beginSignIn, prepareRegistration } from '../server/sign-in.ts';
import { historyAfter } from '../settings/former-passwords.ts';
import { readPasswordPolicy } from '../settings/password-policy.ts';
import type { Safe } from './safe.ts';

/** As many slots as one request holds. */
const MOST_DEVICES = 20;

/** Gives the own account another password (DV16): shows the old one, seals a password slot for each own device of the verified
 *  journal, and lets the server change record and slots in one step. LOGIN_FAILED: the old password is another. Whatever breaks,
 *  either the old or the new password opens all of them. PASSWORD_RULES_UNMET, PASSWORD_USED_BEFORE: rules of the house that this
 *  program holds (PW7). */
export async function changePassword(safe: Safe, wish: PasswordWish): Promise<Result<true, RequestFailure>> {
  const { address, user } = safe.given;
  const begun = await beginSignIn(address, wish.account, wish.before);
  if (!begun.ok) return begun;
  const policy = await readPasswordPolicy(safe);
  if (!policy.ok) return policy;
  const { rules, blockedWords } = policy.value;
  if (passwordFaults(wish.after, rules, blockedWords).length > 0) return fail('PASSWORD_RULES_UNMET');
  const history = await historyAfter(safe.given, wish, rules.history);
  if (!history.ok) return history;
  const registration = await prepareRegistration({ address, account: wish.account, user, password: wish.after });
  if (!registration.ok) return registration;
  const { registrationRecord, exportKey } = registration.value;
  const { login, finishLoginRequest } = begun.value;
  const slots = await slotsUnder(safe, exportKey);
  const body = { login, finishLoginRequest, registrationRecord, slots };
  return tellJson(address, 'password', {
    body: history.value === undefined ? body : { ...body, history: history.value },
  });
}

/** Sealed to public keys of the journal only: a server cannot add a device here. */
async function slotsUnder({ follower, given }: Safe, exportKey: Uint8Array) {
  const { tenant, user, userKey, orgPublic } = given;
  const own = follower.membership
    .devicesAt(follower.head.size)
    .filter((device) => device.active && equalBytes(device.user, user));
  const others = own.filter(({ device }) => !equalBytes(device, given.device.device)).slice(1 - MOST_DEVICES);
  const chosen = [...others, ...own.filter(({ device }) => equalBytes(device, given.device.device))];
  return Promise.all(
    chosen.map(async ({ device, xwingPublic }) => {
      const place = { tenant, user, slotId: device, kind: 'password' } as const;
      const by = { exportKey, deviceXwingPublic: xwingPublic };
      return {
        device: hexOf(device),
        slot: base64urlOf(await sealPasswordSlot({ userKey: userKey.secret, orgPublic }, place, by)),
      };
    }),
  );
}
