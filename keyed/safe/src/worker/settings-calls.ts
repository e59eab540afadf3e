import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { PasswordState, SettingsApi, SettingsView } from '../channel/settings-api.ts';
import { deviceNames } from '../safe/name-device.ts';
import { isOfflineSlotAllowed } from '../safe/offline-rule.ts';
import { passwordSetAt } from '../safe/password-age.ts';
import type { Safe } from '../safe/safe.ts';
import { changeOrganisation, readOrganisation } from '../settings/organisation.ts';
import { changePasswordPolicy, readPasswordPolicy } from '../settings/password-policy.ts';
import type { SafeSession } from './safe-session.ts';
import { openHouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

const DAY_MS = 86_400_000;
// Fetched when somebody looks at what was changed: most days nobody does.
const changesModule = () => import('../settings/read-changes.ts');
const undoingModule = () => import('../settings/undo-change.ts');

/** The settings of the organisation, from the journal this device has verified. */
export function settingsCalls(session: SafeSession): SettingsApi {
  async function withUnlocked<T>(use: (unlocked: Unlocked) => Promise<Result<T>>): Promise<Result<T>> {
    const { unlocked } = session;
    return unlocked === undefined ? fail('SESSION_MISSING') : use(unlocked);
  }
  /** The newest is known before it is compared with, and what was changed shows at once (EI9). */
  async function changing(use: (safe: Safe) => Promise<Result<true>>): Promise<Result<true>> {
    await session.catchUp();
    const changed = await withUnlocked(({ safe }) => use(safe));
    await session.catchUp();
    const { unlocked } = session;
    if (unlocked !== undefined) unlocked.names = await openHouseNames(unlocked.safe);
    return changed;
  }
  return {
    settingsView: () => withUnlocked(async ({ safe }) => ok(settingsView(safe))),
    organisationView: () => withUnlocked(({ safe }) => readOrganisation(safe)),
    changeOrganisation: (version, changes) => changing((safe) => changeOrganisation(safe, version, changes)),
    passwordPolicy: () => withUnlocked(({ safe }) => readPasswordPolicy(safe)),
    changePasswordPolicy: (version, wish) => changing((safe) => changePasswordPolicy(safe, version, wish)),
    passwordState: () => withUnlocked(passwordState),
    async settingsChanges() {
      await session.catchUp();
      return withUnlocked(async ({ safe, names }) => {
        const known = { ...names, byDevice: await deviceNames(safe) };
        const { readChanges, settingsChange } = await changesModule();
        const changes = await readChanges(safe);
        return ok(changes.map((change) => settingsChange(safe, change, known)).toReversed());
      });
    },
    undoSettingsChange: (seq) => changing(async (safe) => (await undoingModule()).undoChange(safe, seq)),
  };
}

function settingsView(safe: Safe): SettingsView {
  const { membership, head } = safe.follower;
  return {
    mayChange: membership.rightsAt(safe.given.user, head.size).has('administer'),
    isOfflineSlotAllowed: isOfflineSlotAllowed(safe),
    profile: membership.genesis?.profile === 'social' ? 'social' : 'practice',
  };
}

/** What the own password has to be, from the journal; since when it is there, by the server's word (PW8). */
async function passwordState({ safe, account, names }: Unlocked): Promise<Result<PasswordState>> {
  const policy = await readPasswordPolicy(safe);
  if (!policy.ok) return policy;
  const { rules, blockedWords } = policy.value;
  const own = names.byUser.get(hexOf(safe.given.user)) ?? '';
  const known = [account, own, ...names.byGroup.values()];
  const setAtMs = rules.validDays === undefined ? undefined : await passwordSetAt(safe.given.address);
  if (rules.validDays === undefined || setAtMs === undefined)
    return ok({ rules, blockedWords, names: known, hasEnded: false });
  const endsAtMs = setAtMs + rules.validDays * DAY_MS;
  return ok({ rules, blockedWords, names: known, endsAtMs, hasEnded: endsAtMs <= safe.given.now() });
}
