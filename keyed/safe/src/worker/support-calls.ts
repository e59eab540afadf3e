import { isSupportArea } from '@siegel/akten';
import type { MemberUser } from '@siegel/journal';
import { platformRandom } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, ok } from '@siegel/wire';
import type { SupportAdmission, SupportApi, SupportPresent } from '../channel/support-api.ts';
import { handOut } from '../people/invite-colleague.ts';
import { Safe } from '../safe/safe.ts';
import { askJson } from '../server/server-request.ts';
import { handedOf } from './people-calls.ts';
import { professionsOf } from './people-view.ts';
import { siteName } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';
import { versionSigner, versionsOf } from '../people/user-versions.ts';
import { openHouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

const ID_BYTES = 16;
const LOOK_EVERY_MS = 3_000;
const MOST_HOURS = 7 * 24;

/** Admitting, watching and ending support; and the two calls of somebody of support. */
export function supportCalls(session: SafeSession): SupportApi {
  return {
    async supportOverview() {
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      const { safe } = unlocked;
      unlocked.names = await openHouseNames(safe);
      const sites = safe.sites.map((site) => ({
        siteId: hexOf(site),
        name: siteName(safe, hexOf(site), unlocked.names),
      }));
      const admissions = await admissionsOf(unlocked, session.given.now());
      return ok({ mayAdminister: mayAdminister(safe), sites, admissions });
    },
    async inviteSupport({ name, organisation, areas, siteIds, hours }) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const isTimed = Number.isSafeInteger(hours) && hours > 0 && hours <= MOST_HOURS;
      const sites = siteIds.map((site) => Safe.idOf(site));
      const isOwn = (site: Id) => safe.sites.some((own) => equalBytes(own, site));
      if (!isTimed || !areas.every(isSupportArea) || !sites.every(isOwn)) return fail('RIGHT_MISSING');
      const wish = { name: name.trim(), profession: organisation.trim(), rights: [], sites };
      const made = await handOut(safe, platformRandom(ID_BYTES) as Id, { ...wish, support: { areas, hours } });
      return made.ok ? ok(handedOf(safe, made.value)) : made;
    },
    watchSupport: (listener) => watchPresent(session, listener),
    async supportView() {
      const address = session.support?.given.address;
      if (address === undefined) return fail('SESSION_MISSING');
      return askJson(address, 'support/view', { answer: 'supportView' });
    },
    async supportAkte(akteId) {
      const address = session.support?.given.address;
      if (address === undefined) return fail('SESSION_MISSING');
      const asked = await askJson(address, `support/akten/${akteId}`, { answer: 'supportAkte' });
      return asked.ok ? ok(asked.value.rows) : asked;
    },
  };
}

function mayAdminister({ follower: { membership, head }, given }: Safe): boolean {
  return membership.rightsAt(given.user, head.size).has('administer');
}

function supportUsers({ follower: { membership, head } }: Safe): readonly MemberUser[] {
  return membership.usersAt(head.size).filter(({ support }) => support !== undefined);
}

const isLiving = ({ active, support }: MemberUser, nowMs: number) => active && (support?.untilMs ?? 0) > nowMs;

async function admissionsOf({ safe, names }: Unlocked, nowMs: number): Promise<readonly SupportAdmission[]> {
  const organisations = await professionsOf(safe);
  const nameOf = (user: Id | undefined) => (user === undefined ? '' : (names.byUser.get(hexOf(user)) ?? ''));
  const admissions = supportUsers(safe).map((member): SupportAdmission => {
    const userId = hexOf(member.user);
    const seqs = versionsOf(safe, member.user);
    const [first = 0, last = first] = [seqs[0], seqs.at(-1)];
    const at = (seq: number) => safe.follower.columns.receivedAt(seq);
    return {
      userId,
      name: names.byUser.get(userId) ?? '',
      organisation: organisations.get(userId) ?? '',
      areas: member.support?.areas ?? [],
      sites: member.sites.map((site) => siteName(safe, hexOf(site), names)),
      fromMs: at(first),
      admittedBy: nameOf(versionSigner(safe, first)),
      untilMs: member.support?.untilMs ?? 0,
      ...(!member.active && { ended: { atMs: at(last), by: nameOf(versionSigner(safe, last)) } }),
      isLiving: isLiving(member, nowMs),
    };
  });
  return admissions.toSorted((a, b) => b.fromMs - a.fromMs);
}

/** Asks the server who is in only as long as the journal admits somebody: on all other days it costs nothing. */
function watchPresent(session: SafeSession, listener: (present: readonly SupportPresent[]) => void): () => void {
  let isLeft = false;
  let said = '';
  async function look(): Promise<void> {
    const { unlocked } = session;
    const present = unlocked === undefined ? [] : await presentNow(unlocked, session.given.now());
    if (isLeft || present === undefined) return;
    const now = JSON.stringify(present);
    if (now !== said) listener(present);
    said = now;
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
  return () => {
    isLeft = true;
    clearInterval(timer);
  };
}

/** Undefined when it cannot be told now. */
async function presentNow(unlocked: Unlocked, nowMs: number): Promise<readonly SupportPresent[] | undefined> {
  const { safe } = unlocked;
  const admitted = supportUsers(safe).filter((member) => isLiving(member, nowMs));
  if (admitted.length === 0) return [];
  const asked = await askJson(safe.given.address, 'support/sessions', { answer: 'supportSessions' });
  if (!asked.ok) return undefined;
  const isIn = ({ user }: MemberUser) => asked.value.sessions.some((one) => one.user === hexOf(user));
  const names = await openHouseNames(safe);
  const organisations = await professionsOf(safe);
  return admitted.filter(isIn).map(({ user, support }) => ({
    userId: hexOf(user),
    name: names.byUser.get(hexOf(user)) ?? '',
    organisation: organisations.get(hexOf(user)) ?? '',
    untilMs: support?.untilMs ?? 0,
    mayEnd: mayAdminister(safe),
  }));
}
