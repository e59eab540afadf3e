import type { WriteTx } from '@siegel/store';
import { bytesOfHex, equalBytes, type Id } from '@siegel/wire';
import type { FastifyInstance } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { bytesOfBase64url, readControl } from '../edge/control-message.ts';
import { sendFailure } from '../edge/failure.ts';
import { limited } from '../edge/limit.ts';
import type { ServerContext } from '../life/server-context.ts';
import { putAccount } from './accounts.ts';
import { isApprovedDevice } from './member-now.ts';
import { provenAccount } from './password-proof.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** `POST password` (DV16): a new password in place of the old one, which has to be shown. Record and slots change in one transaction,
 *  so that no device is left with a slot of a password that is gone; all other sessions of the user end. */
export function passwordRoute(app: FastifyInstance, { limits }: ServerContext, guard: SignInGuard): void {
  const config = limited({ id: 'password', who: 'device', takes: 'json', whenExpired: true }, limits.registerPerMinute);
  app.post('/password', { config }, async (request, reply) => {
    const message = readControl('passwordChange', request.body);
    if (!message.ok) return sendFailure(reply, message.error);
    const { tenant, user, session, device: here } = deviceCaller(request);
    const { core, signIns } = tenant;
    const { registrationRecord, history } = message.value;
    const account = await provenAccount(request, message.value, guard);
    if (account === undefined) return sendFailure(reply, { code: 'LOGIN_FAILED' });
    const slots = message.value.slots.map(({ device, slot }) => ({
      device: bytesOfHex(device) as Id,
      bytes: bytesOfBase64url(slot),
    }));
    if (!slots.every(({ device }) => isApprovedDevice(core.membership, user, device)))
      return sendFailure(reply, { code: 'DEVICE_NOT_APPROVED' });
    const change = { user, device: here, address: request.ip, change: 'password' } as const;
    const run = async (tx: WriteTx) => {
      const opaqueRecord = bytesOfBase64url(registrationRecord);
      const put = await putAccount(tx, { account, user, opaqueRecord }, core.world.now());
      if (!put.ok) return put;
      // What opens under the old password only must not stay behind.
      for (const old of await tx.slotsOfUser(user)) if (old.kind === 'password') await tx.removeSlot(old.slotId);
      for (const { device, bytes } of slots)
        await tx.putSlot({ slotId: device, user, device, kind: 'password', bytes });
      if (history !== undefined) await putHistory(tx, user, history);
      return put;
    };
    const made = await tenant.access.make(change, { run });
    const kept = made.ok ? made.value : made;
    if (!kept.ok) return sendFailure(reply, kept.error);
    core.passwords.changed(user);
    for (const other of await core.sessions.living())
      if (equalBytes(other.user, user) && !equalBytes(other.tokenHash, session.tokenHash)) {
        await core.sessions.end(other.tokenHash);
        signIns.ended(other, 'password');
      }
    return reply.code(204).send();
  });
}

/** The sealed list of former passwords, in place of the one before (PW9). */
async function putHistory(tx: WriteTx, user: Id, { slotId, slot }: { readonly slotId: string; readonly slot: string }) {
  for (const old of await tx.slotsOfUser(user)) if (old.kind === 'passwordHistory') await tx.removeSlot(old.slotId);
  const row = { user, device: null, kind: 'passwordHistory', bytes: bytesOfBase64url(slot) };
  await tx.putSlot({ ...row, slotId: bytesOfHex(slotId) as Id });
}
