import { randomBytes } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { enterMirrorUser, makeMirrorUserKeys, type MirrorUserKeys, type Safe } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { sealServiceDevice, serviceKeyFileToText } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import { rm } from 'node:fs/promises';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { type OpenProfile, withProfile } from '../profile/open-profile.ts';
import {
  completeProfile,
  makeProfile,
  profileExists,
  type ProfileFacts,
  type ProfileFolder,
  profileFolder,
  removeProfile,
} from '../profile/profile-folder.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { writeNewFile } from '../terminal/write-file.ts';

/** Options of `siegel login --service`. */
export interface ServiceWish {
  /** Profile of the administrator who enters the service device. */
  readonly by: string;
  readonly account: string;
  readonly name: string;
}

const SECRET_BYTES = 32;
const ENTERED = {
  de: 'Das Dienstgerät ist freigeschaltet ({device}). Seine Schlüsseldatei {file} gehört dorthin, wo der Server sie nicht lesen kann: auf einen Stick oder zu einem eigenen Benutzer des Systems.',
  en: 'The service device is approved ({device}). Its key file {file} belongs where the server cannot read it: on a stick, or with a user of its own on this system.',
};

/** Enters a service device under a profile of its own (CL15): an administrator's profile signs, a new service key file opens it
 *  from then on. A failed attempt leaves neither profile nor key file. */
export async function loginService(given: CommandGiven, wish: ServiceWish): Promise<CommandOutcome> {
  const { serviceKeyFile: file } = given;
  const folder = profileFolder(given.home, given.profile);
  if (!folder.ok) return folder;
  if (file === undefined || isInside(folder.value.path, file)) return fail('USAGE_WRONG', { detail: '--service-key' });
  if (wish.by === given.profile || (await profileExists(folder.value)))
    return fail('PROFILE_EXISTS', { profile: given.profile });
  return withProfile({ ...given, profile: wish.by }, async (admin) => {
    const secret = new Uint8Array(randomBytes(SECRET_BYTES));
    const written = await writeNewFile(file, serviceKeyFileToText(secret));
    if (!written.ok) return written;
    const entered = await enter(admin, { folder: folder.value, secret, wish });
    if (entered.ok) {
      const { device, user } = entered.value;
      const ids = { tenant: hexOf(admin.facts.tenant), user: hexOf(user), device: hexOf(device.device) };
      const lines = [given.console.text(ENTERED, { device: ids.device, file })];
      return ok({ json: { profile: given.profile, ...ids, serviceKey: file }, lines });
    }
    await removeProfile(folder.value);
    await rm(file, { force: true });
    return entered;
  });
}

interface Target {
  readonly folder: ProfileFolder;
  readonly secret: Uint8Array;
  readonly wish: ServiceWish;
}

/** The keys are on the disk before the journal names them; the profile exists once everything has worked. */
async function enter(
  { safe, facts }: OpenProfile,
  { folder, secret, wish }: Target,
): Promise<Result<MirrorUserKeys, CliFailure>> {
  const keys = await makeMirrorUserKeys();
  const password = randomBytes(SECRET_BYTES).toString('base64url');
  const made = await makeProfile(folder, await sealServiceDevice({ ...keys, password }, secret));
  if (!made.ok) return made;
  const entered = await enterUser(safe, keys, { ...wish, password, folder });
  if (!entered.ok) return entered;
  const { server, tenant, orgPublic } = facts;
  const own: ProfileFacts = {
    server,
    tenant,
    orgPublic,
    account: wish.account,
    device: keys.device.device,
    service: true,
  };
  const completed = await completeProfile(folder, own);
  return completed.ok ? ok(keys) : completed;
}

async function enterUser(
  safe: Safe,
  keys: MirrorUserKeys,
  { account, name, password, folder }: ServiceWish & { readonly password: string; readonly folder: ProfileFolder },
): Promise<Result<true, CliFailure>> {
  const pages = await FilePageStore.open(folder.pages);
  const entered = await enterMirrorUser(safe, { account, name, password, pages }, keys);
  return entered.ok ? ok(true) : entered;
}

function isInside(folder: string, file: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return path === '' || !(path.startsWith('..') || isAbsolute(path));
}
