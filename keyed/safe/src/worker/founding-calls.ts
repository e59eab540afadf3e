import { type FoundingDraft, platformRandom, POLICY_FLOORS } from '@siegel/seal';
import { fail, type Id, ok, type Result } from '@siegel/wire';
import type { FoundingApi, FoundingState, KitToKeep } from '../channel/founding-api.ts';
import { factsOfDraft, kitCopies, kitFileName, planFounding, withFacts } from '../safe/founding-plan.ts';
import { askJson } from '../server/server-request.ts';
import { beginOwnHouse } from './begin-own-house.ts';
import { nameOwnDevice } from './name-own-device.ts';
import type { SafeSession } from './safe-session.ts';

// Fetched when an organisation is founded: once in its life.
const foundingModule = () => import('../safe/found-tenant.ts');

/** Founding an organisation in the browser. The draft keeps the set-up code too: whoever goes on need not look it up again. */
export function foundingCalls(session: SafeSession): FoundingApi {
  const { given } = session;
  return {
    async foundingState(): Promise<Result<FoundingState>> {
      const draft = await given.foundings.read();
      if (draft !== undefined) {
        const isKept = draft.facts['kept'] === 'yes';
        return ok({ state: 'begun', facts: factsOfDraft(draft), kit: await kitToKeep(draft), isKept });
      }
      const health = await askJson({ base: given.origin, fetch: given.fetch }, 'health', { answer: 'health' });
      if (!health.ok) return health;
      return ok({ state: health.value.status === 'ok' && health.value.tenants === 0 ? 'open' : 'founded' });
    },
    checkFoundingToken: (token) => checkToken(session, token),
    async beginFounding({ token, ...facts }) {
      const checked = await checkToken(session, token);
      if (!checked.ok) return checked;
      const begun = await given.foundings.read();
      const draft = begun === undefined ? await planFounding(facts) : withFacts(begun, facts);
      const kept = { ...draft, facts: { ...draft.facts, token } };
      await given.foundings.write(kept);
      return ok(await kitToKeep(kept));
    },
    async noteKitKept() {
      const draft = await given.foundings.read();
      if (draft === undefined) return fail('FOUNDING_MISSING');
      await given.foundings.write({ ...draft, facts: { ...draft.facts, kept: 'yes' } });
      return ok(true);
    },
    async finishFounding(password) {
      if (isTooShort(password)) return fail('PASSWORD_TOO_WEAK');
      const draft = await given.foundings.read();
      if (draft === undefined) return fail('FOUNDING_MISSING');
      const { account } = factsOfDraft(draft);
      session.begin();
      const { origin, fetch, now } = given;
      const pages = await given.pagesOf(account);
      const foundingToken = draft.facts['token'] ?? '';
      const founded = await (await foundingModule()).finishFounding(
        { origin, fetch, foundingToken, password, pages, now },
        draft,
      );
      if (!founded.ok) {
        session.refuse(founded);
        return { ok: false, error: withoutSession(founded.error) };
      }
      // The device is kept before the draft is given up: whatever breaks here, one of the two opens the organisation.
      await given.devices.write(account, draft.keys.device);
      await given.foundings.remove();
      const signedIn = await session.enter(account, founded.value, password);
      if (!signedIn.ok) return signedIn;
      await beginOwnHouse(session);
      void nameOwnDevice(session);
      return signedIn;
    },
    async dropFounding() {
      await given.foundings.remove();
      return ok(true);
    },
  };
}

/** Announcing is the question: a server that takes the code offers a log key and forgets it again. */
async function checkToken({ given }: SafeSession, token: string): Promise<Result<true>> {
  const draft = await given.foundings.read();
  const tenant = draft?.tenant ?? (platformRandom(16) as Id);
  const offered = await (await foundingModule()).announceFounding({ ...given, foundingToken: token.trim() }, tenant);
  // It stands already: the code was right when it was founded.
  if (offered.ok || offered.error.code === 'TENANT_EXISTS') return ok(true);
  return { ok: false, error: withoutSession(offered.error) };
}

/** Without a session means here: the set-up code was not taken. */
function withoutSession<E extends { readonly code: string }>(error: E) {
  return error.code === 'SESSION_MISSING' ? { ...error, code: 'FOUNDING_TOKEN_WRONG' as const } : error;
}

async function kitToKeep(draft: FoundingDraft): Promise<KitToKeep> {
  return { ...(await kitCopies(draft)), fileName: kitFileName(draft) };
}

/** The floor is compiled in: no server and no page lowers it (FR7). */
export function isTooShort(password: string): boolean {
  return Array.from(password).length < POLICY_FLOORS.passwordLength;
}
