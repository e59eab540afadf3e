import type { JoiningDraft } from '@siegel/seal';
import { bytesOfHex, equalBytes, fail, type Id, ok, type Result } from '@siegel/wire';
import type { JoiningApi, JoiningState, JoinWishOfPage } from '../channel/joining-api.ts';
import { askForAdmission, enterWhenAdmitted, planJoining, registerInvited } from '../people/join-organisation.ts';
import type { Reached } from '../safe/enter-device.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { isTooShort } from './founding-calls.ts';
import { nameOwnDevice } from './name-own-device.ts';
import { restoringCalls } from './restoring-calls.ts';
import type { SafeSession } from './safe-session.ts';
import { enterOrHelp } from './enter-or-help.ts';

/** An account session of somebody who waits; the password opens the offline slot later. */
interface Waiting {
  readonly reached: Reached;
  readonly password: string;
}

const SESSION_OVER: ReadonlySet<string> = new Set(['SESSION_MISSING', 'SESSION_ENDED']);

/** Joining an organisation by link and code. */
export function joiningCalls(session: SafeSession): JoiningApi {
  const { given } = session;
  let waiting: Waiting | undefined;

  async function ask(draft: JoiningDraft, password: string): Promise<Result<true, RequestFailure>> {
    const pages = await given.pagesOf(draft.account);
    const reached = await askForAdmission(given, draft, { password, pages });
    if (!reached.ok) return reached;
    waiting = { reached: reached.value, password };
    return ok(true);
  }
  /** The session has run out, or went with the invitation: then the account is gone, too. */
  async function askAgain(draft: JoiningDraft, password: string): Promise<Result<{ readonly signedIn: null }>> {
    const asked = await ask(draft, password);
    if (asked.ok) return ok({ signedIn: null });
    return asked.error.code === 'LOGIN_FAILED' ? fail('INVITATION_ENDED') : asked;
  }
  return {
    async joiningState() {
      return ok(stateOf(await given.joinings.read(), waiting !== undefined));
    },
    async join(wish) {
      if (isTooShort(wish.password)) return fail('PASSWORD_TOO_WEAK');
      const draft = await draftFor(session, wish);
      if (!draft.ok) return draft;
      await given.joinings.write(draft.value);
      const registered = await registerInvited(given, draft.value, wish);
      // Registered before, when the answer was lost: then name and password sign in.
      if (!registered.ok && registered.error.code !== 'INVITATION_ENDED') return registered;
      const asked = await ask(draft.value, wish.password);
      return !asked.ok && asked.error.code === 'LOGIN_FAILED' && !registered.ok ? registered : asked;
    },
    async resumeJoining(password) {
      const draft = await given.joinings.read();
      return draft === undefined ? fail('JOINING_MISSING') : ask(draft, password);
    },
    async finishJoining() {
      const draft = await given.joinings.read();
      if (draft === undefined || waiting === undefined) return fail('JOINING_MISSING');
      const { reached, password } = waiting;
      const pages = await given.pagesOf(draft.account);
      const entered = await enterWhenAdmitted(given, draft, { reached, pages });
      if (!entered.ok) return SESSION_OVER.has(entered.error.code) ? askAgain(draft, password) : entered;
      if (entered.value === undefined) return ok({ signedIn: null });
      // The device is kept before the draft is given up: whatever breaks here, one of the two opens the organisation.
      await given.devices.write(draft.account, draft.device);
      await given.joinings.remove();
      waiting = undefined;
      session.begin();
      const signedIn = await enterOrHelp(session, draft.account, { given: entered.value, password });
      if (!signedIn.ok) return signedIn;
      void nameOwnDevice(session);
      return ok({ signedIn: signedIn.value });
    },
    ...restoringCalls(session),
    async dropJoining() {
      waiting = undefined;
      await given.joinings.remove();
      return ok(true);
    },
  };
}

function stateOf(draft: JoiningDraft | undefined, isSignedIn: boolean): JoiningState {
  if (draft === undefined) return { state: 'none' };
  const { restoring, account } = draft;
  if (restoring?.orgPublic !== undefined) return { state: 'restored', account };
  return restoring === undefined ? { state: 'waiting', account, isSignedIn } : { state: 'restoring' };
}

/** A draft that has begun for this user keeps its keys: the server may know them already. */
async function draftFor({ given }: SafeSession, wish: JoinWishOfPage): Promise<Result<JoiningDraft>> {
  const [tenant, user] = [bytesOfHex(wish.tenantId), bytesOfHex(wish.userId)];
  if (tenant === undefined || user === undefined) return fail('INVITATION_ENDED');
  const planned = await planJoining({ ...wish, tenant: tenant as Id, user: user as Id });
  if (!planned.ok) return planned;
  const begun = await given.joinings.read();
  if (begun === undefined || !equalBytes(begun.user, user)) return planned;
  const { account, code } = planned.value;
  return ok({ ...begun, account, code });
}
