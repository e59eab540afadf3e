import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { writeNewFile } from '../terminal/write-file.ts';
import { trustSystemCertificates } from './system-certificates.ts';

/** What a profile remembers beside its sealed device keys: where, which organisation, which device. No names, no keys. */
export interface ProfileFacts {
  /** Origin of the server. */
  readonly server: string;
  readonly tenant: Id;
  readonly account: string;
  readonly device: Id;
  /** The organisation's public key; a journal that begins otherwise is refused. */
  readonly orgPublic: Uint8Array;
  /** True: the device of a service user; a service key file opens it, no password. */
  readonly service?: true;
}

/** The files of one profile. */
export interface ProfileFolder {
  readonly name: string;
  readonly path: string;
  readonly deviceFile: string;
  readonly factsFile: string;
  readonly pages: string;
  readonly lockFile: string;
  /** A founding that is not finished, sealed under its password. */
  readonly foundingFile: string;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const FORMAT = 'siegel-profile';
const VERSION = 1;
const ID_BYTES = 16;
const KEY_BYTES = 32;

/** The folder of all profiles: --home, else SIEGEL_HOME, else the user's configuration folder. */
export function profilesHome(
  wish: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (wish !== undefined) return wish;
  if (env['SIEGEL_HOME'] !== undefined && env['SIEGEL_HOME'] !== '') return env['SIEGEL_HOME'];
  const config = env['XDG_CONFIG_HOME'];
  return join(config !== undefined && config !== '' ? config : join(homedir(), '.config'), 'siegel');
}

/** Where a profile lies. USAGE_WRONG for a name that is no file name. */
export function profileFolder(home: string, name: string): Result<ProfileFolder, CliFailure> {
  if (!NAME.test(name)) return fail('USAGE_WRONG', { detail: '--profile' });
  const path = join(home, name);
  return ok({
    name,
    path,
    deviceFile: join(path, 'device'),
    factsFile: join(path, 'profile.json'),
    pages: join(path, 'pages'),
    lockFile: join(path, 'lock'),
    foundingFile: join(path, 'founding'),
  });
}

/** Makes the folder of a new profile and puts the sealed device keys into it, mode 0600. PROFILE_EXISTS when it is taken;
 *  what a broken attempt left there is removed. */
export async function makeProfile(folder: ProfileFolder, sealedDevice: Uint8Array): Promise<Result<true, CliFailure>> {
  if (await exists(folder.factsFile)) return fail('PROFILE_EXISTS', { profile: folder.name });
  await rm(folder.path, { recursive: true, force: true });
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  return writeNewFile(folder.deviceFile, sealedDevice);
}

/** Writes the facts: from here on the profile exists. */
export function completeProfile(folder: ProfileFolder, facts: ProfileFacts): Promise<Result<true, CliFailure>> {
  const { server, tenant, account, device, orgPublic, service } = facts;
  const ids = { tenant: hexOf(tenant), device: hexOf(device), orgPublic: hexOf(orgPublic) };
  const kind = service === true ? { service } : {};
  const text = JSON.stringify({ format: FORMAT, version: VERSION, server, account, ...kind, ...ids }, null, 2);
  return writeNewFile(folder.factsFile, `${text}\n`);
}

/** Takes back a profile that could not be completed. */
export async function removeProfile(folder: ProfileFolder): Promise<void> {
  await rm(folder.path, { recursive: true, force: true });
}

/** Reads facts and sealed device keys. PROFILE_MISSING, PROFILE_DAMAGED. */
export async function readProfile(
  folder: ProfileFolder,
): Promise<Result<{ readonly facts: ProfileFacts; readonly sealedDevice: Uint8Array }, CliFailure>> {
  const profile = folder.name;
  if (!(await exists(folder.factsFile))) return fail('PROFILE_MISSING', { profile });
  try {
    const facts = factsOfText(await readFile(folder.factsFile, 'utf8'));
    const sealedDevice = new Uint8Array(await readFile(folder.deviceFile));
    if (facts === undefined) return fail('PROFILE_DAMAGED', { profile });
    trustSystemCertificates(facts.server);
    return ok({ facts, sealedDevice });
  } catch {
    return fail('PROFILE_DAMAGED', { profile });
  }
}

/** Whether a complete profile is there. */
export function profileExists(folder: ProfileFolder): Promise<boolean> {
  return exists(folder.factsFile);
}

async function exists(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function factsOfText(text: string): ProfileFacts | undefined {
  const read = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const bytes = (name: string, length: number) => {
    const hex = read[name];
    const value = typeof hex === 'string' ? bytesOfHex(hex) : undefined;
    return value?.length === length ? value : undefined;
  };
  const { server, account } = read;
  const tenant = bytes('tenant', ID_BYTES);
  const device = bytes('device', ID_BYTES);
  const orgPublic = bytes('orgPublic', KEY_BYTES);
  if (read['format'] !== FORMAT || read['version'] !== VERSION) return undefined;
  if (typeof server !== 'string' || typeof account !== 'string') return undefined;
  if (tenant === undefined || device === undefined || orgPublic === undefined) return undefined;
  return { server, account, tenant, device, orgPublic, ...(read['service'] === true && { service: true }) };
}
