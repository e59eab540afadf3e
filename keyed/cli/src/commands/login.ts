import { enterDevice, type DeviceFreeSlot, type SignInPlace } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { bytesOfRecoveryCode, makeDeviceKeys, sealDeviceKeys, userKeyFileOfText } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { orFactorFailure, terminalFactors } from '../profile/ask-factor.ts';
import { openSafe, withProfile } from '../profile/open-profile.ts';
import {
  completeProfile,
  makeProfile,
  profileExists,
  type ProfileFolder,
  profileFolder,
  removeProfile,
} from '../profile/profile-folder.ts';
import { serverOrigin } from '../profile/server-origin.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { readFirstLine, readSecret, readTextFile } from '../terminal/secret-input.ts';
import { loginService } from './login-service.ts';

/** Options of `siegel login`. */
export interface LoginWish {
  readonly server?: string;
  /** Hex; without it the only tenant of the server. */
  readonly tenant?: string;
  readonly account?: string;
  readonly recoveryCodeFile?: string;
  readonly userKeyFile?: string;
  readonly service?: boolean;
  readonly by: string;
  readonly name?: string;
}

const PASSWORD = { de: 'Passwort: ', en: 'Password: ' };
const CODE = { de: 'Wiederherstellungscode: ', en: 'Recovery code: ' };
const ENTERED = {
  de: 'Angemeldet. Dieses Gerät ist freigeschaltet ({device}).',
  en: 'Signed in. This device is approved ({device}).',
};

/** Enters this machine as a new device (CL11), or a service device (CL15). */
export async function login(given: CommandGiven, wish: LoginWish): Promise<CommandOutcome> {
  if (wish.service !== true) return loginPerson(given, wish);
  const { by, account, name } = wish;
  if (account === undefined || name === undefined) return fail('USAGE_WRONG', { detail: '--account, --name' });
  return loginService(given, { by, account, name });
}

/** With a profile that exists, checks that it can still sign in. */
async function loginPerson(given: CommandGiven, wish: LoginWish): Promise<CommandOutcome> {
  const folder = profileFolder(given.home, given.profile);
  if (!folder.ok) return folder;
  if (await profileExists(folder.value)) {
    if (wish.server !== undefined) return fail('PROFILE_EXISTS', { profile: given.profile });
    return withProfile(given, ({ safe }) =>
      Promise.resolve(answerOf(given, { ...safe.given, device: safe.given.device.device })),
    );
  }
  if (wish.server === undefined || wish.account === undefined)
    return fail('PROFILE_MISSING', { profile: given.profile });
  const origin = serverOrigin(wish.server);
  if (!origin.ok) return origin;
  const slot = await deviceFreeSlot(given, wish);
  if (!slot.ok) return slot;
  const password = await readSecret(given.console.text(PASSWORD), given.passwordFile);
  if (!password.ok) return password;
  const place: SignInPlace = {
    origin: origin.value,
    fetch,
    ...(wish.tenant !== undefined && { tenant: wish.tenant }),
    account: wish.account,
    password: password.value,
    pages: await FilePageStore.open(folder.value.pages),
    now: Date.now,
  };
  return enterInto(given, folder.value, { place, slot: slot.value });
}

/** The device keys are on the disk before the journal names them; the profile exists once everything has worked. */
async function enterInto(
  given: CommandGiven,
  folder: ProfileFolder,
  { place, slot }: { readonly place: SignInPlace; readonly slot: DeviceFreeSlot },
): Promise<CommandOutcome> {
  const device = await makeDeviceKeys();
  const made = await makeProfile(folder, await sealDeviceKeys(device, place.password));
  if (!made.ok) return made;
  const pages = await FilePageStore.open(folder.pages);
  const factors = terminalFactors(given);
  const atTerminal = { ...place, pages, factorAsker: factors.asker };
  const entered = orFactorFailure(factors, await enterDevice(atTerminal, slot, device));
  const safe = entered.ok ? await openSafe(entered.value, given) : entered;
  if (!entered.ok || !safe.ok) {
    await removeProfile(folder);
    return safe.ok ? fail('INTERNAL') : safe;
  }
  const { tenant, orgPublic, user } = entered.value;
  const facts = { server: place.origin, tenant, account: place.account, device: device.device, orgPublic };
  const completed = await completeProfile(folder, facts);
  return completed.ok ? answerOf(given, { tenant, user, device: device.device }) : completed;
}

async function deviceFreeSlot({ console }: CommandGiven, wish: LoginWish): Promise<Result<DeviceFreeSlot, CliFailure>> {
  if (wish.userKeyFile !== undefined) {
    const text = await readTextFile(wish.userKeyFile);
    if (!text.ok) return text;
    const file = userKeyFileOfText(text.value);
    return file.ok ? ok({ userKeyFileSecret: file.value.secret }) : file;
  }
  if (wish.recoveryCodeFile === undefined && !process.stdin.isTTY) return fail('SECRET_MISSING');
  const code =
    wish.recoveryCodeFile === undefined
      ? await readSecret(console.text(CODE), undefined)
      : await readFirstLine(wish.recoveryCodeFile);
  if (!code.ok) return code;
  const recoveryCode = bytesOfRecoveryCode(code.value);
  return recoveryCode.ok ? ok({ recoveryCode: recoveryCode.value }) : recoveryCode;
}

function answerOf(
  { console, profile }: CommandGiven,
  ids: { readonly tenant: Uint8Array; readonly user: Uint8Array; readonly device: Uint8Array },
): CommandOutcome {
  const device = hexOf(ids.device);
  const json = { profile, tenant: hexOf(ids.tenant), user: hexOf(ids.user), device };
  return ok({ json, lines: [console.text(ENTERED, { device })] });
}
