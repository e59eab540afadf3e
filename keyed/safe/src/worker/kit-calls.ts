import { type BroughtKit, kitKeys, kitOfText, organisationMark } from '@siegel/seal';
import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { KitApi } from '../channel/kit-api.ts';
import type { KitToKeep } from '../channel/founding-api.ts';
import { copiesOfKit, kitFileName } from '../safe/founding-plan.ts';
import { openKit, type OpenedKit, recoverByKit } from '../safe/kit-recovery.ts';
import { isTooShort } from './founding-calls.ts';
import { nameOwnDevice } from './name-own-device.ts';
import type { ServerAddress } from '../server/server-request.ts';
import type { SafeSession } from './safe-session.ts';

/** The kit in the browser: it lives in the worker from the moment it is recognised until it has done its work. */
export function kitCalls(session: SafeSession): KitApi {
  const { given } = session;
  let held: OpenedKit | undefined;
  return {
    async openKit(text) {
      const brought = kitOfText(text);
      if (!brought.ok) return brought;
      const opened = await openKit(given, brought.value);
      if (!opened.ok) return opened;
      held = opened.value;
      const administrators = held.administrators.map(({ user, account }) => ({ userId: hexOf(user), account }));
      return ok({ mark: organisationMark(held.keys.org.publicKey), administrators });
    },
    async recoverAccess(userId, password) {
      if (isTooShort(password)) return fail('PASSWORD_TOO_WEAK');
      const chosen = held?.administrators.find(({ user }) => hexOf(user) === userId);
      if (held === undefined || chosen === undefined) return fail('KIT_PROOF_WRONG');
      session.begin();
      const pages = await given.pagesOf(chosen.account);
      const { account } = chosen;
      const enrol = (address: ServerAddress) => session.enrolled({ account, address });
      const recovered = await recoverByKit(held, { ...chosen, password, pages, now: given.now, enrol });
      if (!recovered.ok) return session.refuse(recovered);
      held = undefined;
      await given.devices.write(chosen.account, recovered.value.device);
      const signedIn = await session.enter(chosen.account, recovered.value.given, password);
      if (signedIn.ok) void nameOwnDevice(session);
      return signedIn;
    },
    async forgetKit() {
      held = undefined;
    },
    async sheetOfKit(text) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const brought = kitOfText(text);
      return brought.ok ? sheetOf(brought.value, safe.given) : brought;
    },
  };
}

async function sheetOf(
  { kit }: BroughtKit,
  { tenant, orgPublic }: { readonly tenant: Uint8Array; readonly orgPublic: Uint8Array },
): Promise<Result<KitToKeep>> {
  const { org } = await kitKeys(kit);
  if (!equalBytes(org.publicKey, orgPublic)) return fail('KIT_FOREIGN');
  return ok({ ...(await copiesOfKit(kit, tenant)), fileName: kitFileName({ tenant }) });
}
