import type { JoiningDraft } from '@siegel/seal';
import { bytesOfHex, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { JoiningApi, RestoreWishOfPage } from '../channel/joining-api.ts';
import { askToBeRestored, finishRestoring, lookForRestoration, planRestoring } from '../people/restored-access.ts';
import { isTooShort } from './founding-calls.ts';
import { nameOwnDevice } from './name-own-device.ts';
import type { SafeSession } from './safe-session.ts';

/** The side of somebody who has lost everything, by link and code of an administrator (WH10 to WH13). */
export function restoringCalls(
  session: SafeSession,
): Pick<JoiningApi, 'beRestored' | 'lookForRestoring' | 'finishRestoring'> {
  const { given } = session;
  return {
    async beRestored(wish) {
      const draft = await draftFor(session, wish);
      if (!draft.ok) return draft;
      await given.joinings.write(draft.value);
      const asked = await askToBeRestored(given, draft.value);
      // A link that is none leaves nothing behind to wait for.
      if (!asked.ok && asked.error.code === 'INVITATION_ENDED') await given.joinings.remove();
      return asked;
    },
    async lookForRestoring() {
      const draft = await given.joinings.read();
      if (draft?.restoring === undefined) return fail('JOINING_MISSING');
      if (draft.restoring.orgPublic !== undefined) return ok({ isAnswered: true });
      const looked = await lookForRestoration(given, draft);
      if (!looked.ok) return looked;
      if (looked.value !== undefined) await given.joinings.write(looked.value);
      return ok({ isAnswered: looked.value !== undefined });
    },
    async finishRestoring(password) {
      if (isTooShort(password)) return fail('PASSWORD_TOO_WEAK');
      const draft = await given.joinings.read();
      if (draft?.restoring?.orgPublic === undefined) return fail('JOINING_MISSING');
      session.begin();
      const { account, device } = draft;
      const finished = await finishRestoring(given, draft, { password, pages: await given.pagesOf(account) });
      if (!finished.ok) return session.refuse(finished);
      // The device is kept before the draft is given up: whatever breaks here, one of the two opens the organisation.
      await given.devices.write(account, device);
      await given.joinings.remove();
      const signedIn = await session.enter(account, finished.value, password);
      if (signedIn.ok) void nameOwnDevice(session);
      return signedIn;
    },
  };
}

/** A draft that has begun for this user keeps its keys: the administrator may have entered them already. */
async function draftFor({ given }: SafeSession, wish: RestoreWishOfPage): Promise<Result<JoiningDraft>> {
  const [tenant, user] = [bytesOfHex(wish.tenantId), bytesOfHex(wish.userId)];
  if (tenant === undefined || user === undefined) return fail('INVITATION_ENDED');
  const { token, code } = wish;
  const planned = await planRestoring({ tenant: tenant as Id, user: user as Id, token, code });
  const begun = await given.joinings.read();
  const isBegun = begun?.restoring !== undefined && equalBytes(begun.user, user);
  if (!planned.ok || begun === undefined || !isBegun) return planned;
  return ok({ ...begun, code: planned.value.code, restoring: { ...begun.restoring, token } });
}
