import { stat } from 'node:fs/promises';
import { type SafeGiven, type SignInPlace, unlockDevice, unlockServiceDevice } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { openDeviceKeys, openServiceDevice, serviceKeyFileOfText } from '@siegel/seal';
import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { CommandGiven } from '../command.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { orFactorFailure, type TerminalFactors } from './ask-factor.ts';
import { readSecret, readTextFile } from '../terminal/secret-input.ts';
import type { ProfileFacts, ProfileFolder } from './profile-folder.ts';

const PASSWORD = { de: 'Passwort: ', en: 'Password: ' };
const OTHERS = 0o077;

/** A profile as it lies on the disk. */
export interface SealedProfile {
  readonly folder: ProfileFolder;
  readonly facts: ProfileFacts;
  readonly sealedDevice: Uint8Array;
}

/** What opens a profile: a person's password, or the secret of a service key file. */
export type ProfileSecret = { readonly password: string } | { readonly serviceSecret: Uint8Array };

/** Asks for what opens a profile. PASSWORD_MISSING, SERVICE_KEY_MISSING, SERVICE_KEY_EXPOSED, KEY_FILE_WRONG, CANCELLED. */
export async function profileSecret(
  given: CommandGiven,
  facts: ProfileFacts,
): Promise<Result<ProfileSecret, CliFailure>> {
  if (facts.service !== true) {
    const password = await readSecret(given.console.text(PASSWORD), given.passwordFile);
    return password.ok ? ok({ password: password.value }) : password;
  }
  if (given.serviceKeyFile === undefined) return fail('SERVICE_KEY_MISSING', { profile: given.profile });
  const text = await readOwnFile(given.serviceKeyFile);
  if (!text.ok) return text;
  const secret = serviceKeyFileOfText(text.value);
  return secret.ok ? ok({ serviceSecret: secret.value }) : secret;
}

/** Opens device keys and user key. A second factor is asked for by `factors`. LOGIN_FAILED for a wrong password, whether the device file or the server notices;
 *  KEY_FILE_WRONG for the key file of another service device. */
export async function unlockProfile(
  profile: SealedProfile,
  secret: ProfileSecret,
  factors: TerminalFactors,
): Promise<Result<SafeGiven, CliFailure>> {
  const unlocked =
    'password' in secret
      ? await unlockPerson(profile, secret.password, factors)
      : await unlockService(profile, secret.serviceSecret);
  if (!unlocked.ok) return unlocked;
  return equalBytes(unlocked.value.orgPublic, profile.facts.orgPublic) ? unlocked : fail('GENESIS_WRONG');
}

async function unlockPerson(
  profile: SealedProfile,
  password: string,
  factors: TerminalFactors,
): Promise<Result<SafeGiven, CliFailure>> {
  const device = await openDeviceKeys(profile.sealedDevice, password);
  if (device === undefined) return fail('LOGIN_FAILED');
  const place = { ...(await placeOf(profile, password)), factorAsker: factors.asker };
  return orFactorFailure(factors, await unlockDevice(place, device));
}

async function unlockService(profile: SealedProfile, secret: Uint8Array): Promise<Result<SafeGiven, CliFailure>> {
  const kept = await openServiceDevice(profile.sealedDevice, secret);
  if (kept === undefined) return fail('KEY_FILE_WRONG');
  return unlockServiceDevice(await placeOf(profile, kept.password), kept, profile.facts.orgPublic);
}

async function placeOf({ folder, facts }: SealedProfile, password: string): Promise<SignInPlace> {
  const { server, tenant, account } = facts;
  const pages = await FilePageStore.open(folder.pages);
  return { origin: server, fetch, tenant: hexOf(tenant), account, password, pages, now: Date.now };
}

/** A key file others may read protects nothing: it is refused, as ssh does. Windows has no such modes. */
async function readOwnFile(file: string): Promise<Result<string, CliFailure>> {
  const text = await readTextFile(file);
  if (!text.ok || process.platform === 'win32') return text;
  const { mode } = await stat(file);
  return (mode & OTHERS) === 0 ? text : fail('SERVICE_KEY_EXPOSED', { file });
}
