import { sealPasswordSlot } from '@siegel/seal';
import { equalBytes, hexOf, type Result } from '@siegel/wire';
import type { PasswordWish } from '../channel/access-api.ts';
import { base64urlOf } from '../server/base64url.ts';
import { type RequestFailure, tellJson } from '../server/server-request.ts';
import { beginSignIn, prepareRegistration } from '../server/sign-in.ts';
import type { Safe } from './safe.ts';

/** As many slots as one request holds. */
const MOST_DEVICES = 20;

/** Gives the own account another password (DV16): shows the old one, seals a password slot for each own device of the verified
 *  journal, and lets the server change record and slots in one step. LOGIN_FAILED: the old password is another. Whatever breaks,
 *  either the old or the new password opens all of them. */
export async function changePassword(safe: Safe, wish: PasswordWish): Promise<Result<true, RequestFailure>> {
  const { address, user } = safe.given;
  const begun = await beginSignIn(address, wish.account, wish.before);
  if (!begun.ok) return begun;
  const registration = await prepareRegistration({ address, account: wish.account, user, password: wish.after });
  if (!registration.ok) return registration;
  const { registrationRecord, exportKey } = registration.value;
  const { login, finishLoginRequest } = begun.value;
  const slots = await slotsUnder(safe, exportKey);
  return tellJson(address, 'password', { body: { login, finishLoginRequest, registrationRecord, slots } });
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
