import { type FoundedTenant, foundTenant } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { POLICY_FLOORS, sealDeviceKeys } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import { rm } from 'node:fs/promises';
import type { CommandAnswer, CommandGiven, CommandOutcome } from '../command.ts';
import {
  completeProfile,
  makeProfile,
  type ProfileFolder,
  profileExists,
  profileFolder,
} from '../profile/profile-folder.ts';
import { serverOrigin } from '../profile/server-origin.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { confirm } from '../terminal/confirm.ts';
import { signsOf } from '../terminal/printable.ts';
import { readFirstLine, readSecret } from '../terminal/secret-input.ts';
import { fillFile, openNewFile } from '../terminal/write-file.ts';

/** Options of `siegel tenant create`. */
export interface CreateTenantWish {
  readonly server: string;
  readonly foundingTokenFile: string;
  readonly kind: 'practice' | 'social';
  readonly name: string;
  readonly site: string;
  readonly founder: string;
  readonly account: string;
  /** Path of the kit file to be made. */
  readonly kit: string;
  readonly yes?: boolean;
}

const PASSWORD = { de: 'Neues Passwort: ', en: 'New password: ' };
const AGAIN = { de: 'Noch einmal: ', en: 'Once more: ' };
const CONFIRM = {
  de: 'Sind Kit-Datei, Wörter und Wiederherstellungscode sicher verwahrt, getrennt von diesem Rechner? [ja] ',
  en: 'Are kit file, words and recovery code kept safe, away from this machine? [yes] ',
};

/** Founds an organisation and makes the profile of its first device (CL10). The kit file is opened before anything is founded:
 *  without a place for the kit there must be no organisation. */
export async function createTenant(given: CommandGiven, wish: CreateTenantWish): Promise<CommandOutcome> {
  const prepared = await prepare(given, wish);
  if (!prepared.ok) return prepared;
  const { folder, secrets } = prepared.value;
  const kit = await openNewFile(wish.kit);
  if (!kit.ok) return kit;
  const founded = await found(folder, secrets, wish);
  if (!founded.ok) {
    await kit.value.close();
    await rm(wish.kit, { force: true });
    return founded;
  }
  const kept = await fillFile(wish.kit, kit.value, founded.value.kitFile);
  const stored = await storeProfile(folder, founded.value, { ...secrets, account: wish.account });
  const answer = answerOf(given, wish, founded.value);
  // What could not be written to a file must at least be seen once: the organisation exists by now.
  if (!kept.ok || !stored.ok) process.stderr.write(`${answer.lines.join('\n')}\n`);
  if (!kept.ok) return kept;
  if (!stored.ok) return stored;
  if (wish.yes === true) return ok(answer);
  given.console.answer(answer.json, answer.lines);
  await confirm(given.console.text(CONFIRM));
  return ok({ ...answer, answered: true });
}

/** Everything that can be wrong before anything is made. */
async function prepare(
  given: CommandGiven,
  wish: CreateTenantWish,
): Promise<Result<{ readonly folder: ProfileFolder; readonly secrets: FoundingSecrets }, CliFailure>> {
  const origin = serverOrigin(wish.server);
  if (!origin.ok) return origin;
  const folder = profileFolder(given.home, given.profile);
  if (!folder.ok) return folder;
  if (await profileExists(folder.value)) return fail('PROFILE_EXISTS', { profile: given.profile });
  if (wish.yes !== true && !process.stdin.isTTY) return fail('CONFIRMATION_MISSING');
  const token = await readFirstLine(wish.foundingTokenFile);
  if (!token.ok) return token;
  const password = await newPassword(given);
  if (!password.ok) return password;
  const secrets = { origin: origin.value, token: token.value.trim(), password: password.value };
  return ok({ folder: folder.value, secrets });
}

/** A password typed twice, or taken from --password-file; at least as long as the policy of a new organisation wants. */
async function newPassword({ console, passwordFile }: CommandGiven): Promise<Result<string, CliFailure>> {
  const password = await readSecret(console.text(PASSWORD), passwordFile);
  if (!password.ok) return password;
  if (signsOf(password.value).length < POLICY_FLOORS.passwordLength)
    return fail('PASSWORD_TOO_SHORT', { length: POLICY_FLOORS.passwordLength });
  if (passwordFile !== undefined) return password;
  const again = await readSecret(console.text(AGAIN), undefined);
  if (!again.ok) return again;
  return again.value === password.value ? password : fail('PASSWORD_NOT_REPEATED');
}

interface FoundingSecrets {
  readonly origin: string;
  readonly token: string;
  readonly password: string;
}

async function found(
  folder: ProfileFolder,
  { origin, token, password }: FoundingSecrets,
  wish: CreateTenantWish,
): Promise<Result<FoundedTenant, CliFailure>> {
  return foundTenant({
    origin,
    fetch,
    foundingToken: token,
    account: wish.account,
    password,
    profile: wish.kind,
    organisationName: wish.name,
    siteName: wish.site,
    founderName: wish.founder,
    pages: await FilePageStore.open(folder.pages),
    now: Date.now,
  });
}

async function storeProfile(
  folder: ProfileFolder,
  { founding, given }: FoundedTenant,
  { origin, password, account }: FoundingSecrets & { readonly account: string },
): Promise<Result<true, CliFailure>> {
  const { device, orgPublic } = founding;
  const made = await makeProfile(folder, await sealDeviceKeys(device, password));
  if (!made.ok) return made;
  return completeProfile(folder, { server: origin, tenant: given.tenant, account, device: device.device, orgPublic });
}

const TEXT = {
  founded: { de: 'Die Organisation ist gegründet.', en: 'The organisation is founded.' },
  words: {
    de: 'Organisationsschlüssel (24 Wörter) – nur jetzt zu sehen. Auf Papier schreiben:',
    en: 'Organisation key (24 words) – shown only now. Write it on paper:',
  },
  code: { de: 'Wiederherstellungscode – nur jetzt zu sehen:', en: 'Recovery code – shown only now:' },
  kit: {
    de: 'Kit-Datei: {kit} (gehört auf einen Stick, nicht auf diesen Rechner)',
    en: 'Kit file: {kit} (belongs on a stick, not on this machine)',
  },
} as const;

function answerOf(
  { console, profile }: CommandGiven,
  wish: CreateTenantWish,
  { kitWords, recoveryCode, founding, given }: FoundedTenant,
): CommandAnswer {
  const lines = [
    console.text(TEXT.founded),
    '',
    console.text(TEXT.words),
    ...wordLines(kitWords),
    '',
    console.text(TEXT.code),
    `  ${recoveryCode}`,
    '',
    console.text(TEXT.kit, { kit: wish.kit }),
  ];
  const ids = { tenant: hexOf(given.tenant), user: hexOf(given.user), device: hexOf(given.device.device) };
  const json = { ...ids, site: hexOf(founding.site), profile, kit: wish.kit, kitWords, recoveryCode };
  return { json, lines };
}

/** Numbered words, four in a line. */
function wordLines(words: readonly string[]): readonly string[] {
  const cells = words.map((word, at) => `${String(at + 1).padStart(2)} ${word.padEnd(9)}`);
  return Array.from({ length: Math.ceil(cells.length / 4) }, (_, row) =>
    `  ${cells.slice(row * 4, row * 4 + 4).join(' ')}`.trimEnd(),
  );
}
