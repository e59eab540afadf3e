import { Safe, type SafeGiven } from '@siegel/safe';
import { type ErrorCode, fail, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Progress } from '../terminal/progress.ts';
import { terminalFactors } from './ask-factor.ts';
import { type ProfileFacts, type ProfileFolder, profileFolder, readProfile } from './profile-folder.ts';
import { lockProfile } from './profile-lock.ts';
import { profileSecret, unlockProfile } from './unlock-profile.ts';

/** An opened profile. */
export interface OpenProfile {
  readonly safe: Safe;
  readonly facts: ProfileFacts;
  readonly folder: ProfileFolder;
}

const JOURNAL = { de: 'Verlauf ', en: 'Journal ' };

/** A profile whose user key is open; nothing of the journal has been believed yet. */
export interface UnlockedProfile {
  readonly given: SafeGiven;
  readonly facts: ProfileFacts;
  readonly folder: ProfileFolder;
}

/** Opens the safe of the profile and runs `work` with it; the profile belongs to this process until then. */
export function withProfile(
  given: CommandGiven,
  work: (profile: OpenProfile) => Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  return withUnlocked(given, async ({ given: unlocked, facts, folder }) => {
    const safe = await openSafe(unlocked, given);
    if (!safe.ok) return safe;
    const outcome = await work({ safe: safe.value, facts, folder });
    // What was shown or given out is in the log before the command says so, when there is a line (LG8).
    await safe.value.openings.flush();
    return outcome;
  });
}

/** Opens the user key of the profile, by its password or service key file, and runs `work` with it. */
export async function withUnlocked(
  given: CommandGiven,
  work: (profile: UnlockedProfile) => Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  const folder = profileFolder(given.home, given.profile);
  if (!folder.ok) return folder;
  const profile = await readProfile(folder.value);
  if (!profile.ok) return profile;
  const { facts, sealedDevice } = profile.value;
  const secret = await profileSecret(given, facts);
  if (!secret.ok) return secret;
  const release = await lockProfile(folder.value);
  if (!release.ok) return release;
  try {
    const unlocked = await unlockProfile(
      { folder: folder.value, facts, sealedDevice },
      secret.value,
      terminalFactors(given),
    );
    return unlocked.ok ? await work({ given: unlocked.value, facts, folder: folder.value }) : unlocked;
  } finally {
    await release.value();
  }
}

/** Opens the safe, with a bar while the journal comes. */
export async function openSafe(given: SafeGiven, { console }: CommandGiven): Promise<Result<Safe, CliFailure>> {
  let bar: Progress | undefined;
  const opened = await Safe.open(given, (_, done, total) => {
    // A short journal is there before anybody could read a bar.
    if (total < 10_000) return;
    bar ??= console.progress(JOURNAL);
    bar.at(done, total);
  });
  bar?.end();
  if (opened.ok) return opened;
  return isJournalDamage(opened.error.code) ? fail('JOURNAL_DAMAGED', { code: opened.error.code }) : opened;
}

/** Codes that speak of a request when a server says them, and of a changed journal when this device finds them in it. */
const DAMAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'STATEMENT_MISMATCH',
  'OPEN_FIELDS_MISMATCH',
  'LAYOUT_MALFORMED',
  'CBOR_MALFORMED',
]);

/** Whether a code found while following the journal says that the journal was changed. */
function isJournalDamage(code: ErrorCode): boolean {
  return DAMAGE.has(code);
}
