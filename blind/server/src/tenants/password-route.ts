import { bytesOfHex, equalBytes, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { accountOf, putAccount } from './accounts.ts';
import { isApprovedDevice } from './member-now.ts';
import { guardName, type SignInGuard } from './sign-in-guard.ts';

/** `POST password` (DV16): a new password in place of the old one, which has to be shown. Record and slots change in one transaction,
 *  so that no device is left with a slot of a password that is gone; all other sessions of the user end. */
export function passwordRoute(app: FastifyInstance, { limits }: ServerContext, guard: SignInGuard): void {
  const config = limited({ id: 'password', who: 'device', takes: 'json' }, limits.registerPerMinute);
  app.post('/password', { config }, async (request, reply) => {
    const message = readControl('passwordChange', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user, session } = deviceCaller(request);
    const { core, logins, signIns } = tenant;
    const { login, finishLoginRequest, registrationRecord } = message.value;
    const proved = logins.finish(login, finishLoginRequest);
    const account = await accountOf(core.store, user);
    const isOwn = proved.user !== undefined && equalBytes(proved.user, user) && proved.account === account;
    if (proved.account !== undefined)
      tellGuard(guard, { name: guardName(core.hex, proved.account), address: request.ip, isRight: isOwn });
    if (!isOwn || account === undefined) return sendFailure(reply, { code: 'LOGIN_FAILED' });
    const slots = message.value.slots.map(({ device, slot }) => ({
      device: bytesOfHex(device) as Id,
      bytes: bytesOfBase64url(slot),
    }));
    if (!slots.every(({ device }) => isApprovedDevice(core.membership, user, device)))
      return sendFailure(reply, { code: 'DEVICE_NOT_APPROVED' });
    const kept = await core.store.write(async (tx) => {
      const put = await putAccount(tx, { account, user, opaqueRecord: bytesOfBase64url(registrationRecord) });
      if (!put.ok) return put;
      // What opens under the old password only must not stay behind.
      for (const old of await tx.slotsOfUser(user)) if (old.kind === 'password') await tx.removeSlot(old.slotId);
      for (const { device, bytes } of slots)
        await tx.putSlot({ slotId: device, user, device, kind: 'password', bytes });
      return put;
    });
    if (!kept.ok) return sendFailure(reply, kept.error);
    for (const other of await core.sessions.living())
      if (equalBytes(other.user, user) && !equalBytes(other.tokenHash, session.tokenHash)) {
        await core.sessions.end(other.tokenHash);
        signIns.ended(other, 'password');
      }
    return reply.code(204).send();
  });
}

function tellGuard(
  guard: SignInGuard,
  { name, address, isRight }: { readonly name: string; readonly address: string; readonly isRight: boolean },
): void {
  if (isRight) guard.succeeded(name, address);
  else guard.failed(name, address);
}
