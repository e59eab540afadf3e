import {
  beginHouse,
  finishFounding,
  type FoundingFailure,
  kitCopies,
  Safe,
  type SafeGiven,
  storeRecoverySlot,
} from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { bytesOfRecoveryCode, type FoundingDraft, POLICY_FLOORS, sealDeviceKeys } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import { rm } from 'node:fs/promises';
import type { CommandAnswer, CommandGiven, CommandOutcome } from '../command.ts';
import { completeProfile, type ProfileFolder, profileExists, profileFolder } from '../profile/profile-folder.ts';
import { serverOrigin } from '../profile/server-origin.ts';
import { beginFounding, forgetFounding, recoveryCodeOf } from '../profile/founding-draft-file.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { confirm } from '../terminal/confirm.ts';
import { signsOf } from '../terminal/printable.ts';
import { readFirstLine, readSecret } from '../terminal/secret-input.ts';
import { writeNewFile } from '../terminal/write-file.ts';

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

/** Founds an organisation and makes the profile of its first device (CL10). The kit file and the sealed draft of the founding
 *  are on the disk before anything is founded; called again after a break it goes on where it stood (FR4). */
export async function createTenant(given: CommandGiven, wish: CreateTenantWish): Promise<CommandOutcome> {
  const prepared = await prepare(given, wish);
  if (!prepared.ok) return prepared;
  const { folder, secrets } = prepared.value;
  const begun = await beginFounding(folder, wish, secrets.password);
  if (!begun.ok) return begun;
  const { draft } = begun.value;
  const founded = await found(folder, secrets, draft);
  if (!founded.ok) {
    const { mayStand, ...failure } = founded.error;
    if (mayStand || !begun.value.isFresh) return fail('FOUNDING_UNFINISHED', { code: failure.code, kit: wish.kit });
    await forgetFounding(folder, wish.kit);
    return { ok: false, error: failure };
  }
  const stored = await storeProfile(folder, draft, founded.value, secrets);
  if (!stored.ok) return stored;
  await beginHouseOf(founded.value);
  const answer = await answerOf(given, wish, draft);
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
  draft: FoundingDraft,
): Promise<Result<SafeGiven, FoundingFailure>> {
  const pages = await FilePageStore.open(folder.pages);
  const founded = await finishFounding({ origin, fetch, foundingToken: token, password, pages, now: Date.now }, draft);
  if (!founded.ok) return founded;
  const code = bytesOfRecoveryCode(recoveryCodeOf(draft));
  const slot = code.ok ? await storeRecoverySlot(founded.value, code.value) : code;
  return slot.ok ? founded : { ok: false, error: { ...slot.error, mayStand: true } };
}

/** Roles and groups stand before the first person is written (RO1, RO20). What a broken line keeps from it is made by the next
 *  administrator who signs in: the organisation is founded either way. */
async function beginHouseOf(founded: SafeGiven): Promise<void> {
  const opened = await Safe.open(founded);
  if (opened.ok) await beginHouse(opened.value, 'de');
}

/** The profile replaces the draft: the device file is complete before the draft is given up. */
async function storeProfile(
  folder: ProfileFolder,
  { tenant, keys: { device }, facts }: FoundingDraft,
  { orgPublic }: SafeGiven,
  { origin, password }: FoundingSecrets,
): Promise<Result<true, CliFailure>> {
  await rm(folder.deviceFile, { force: true });
  const made = await writeNewFile(folder.deviceFile, await sealDeviceKeys(device, password));
  if (!made.ok) return made;
  const account = facts['account'] ?? '';
  const completed = await completeProfile(folder, {
    server: origin,
    tenant,
    account,
    device: device.device,
    orgPublic,
  });
  if (completed.ok) await rm(folder.foundingFile, { force: true });
  return completed;
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

async function answerOf(
  { console, profile }: CommandGiven,
  wish: CreateTenantWish,
  draft: FoundingDraft,
): Promise<CommandAnswer> {
  const { tenant, keys } = draft;
  const { words: kitWords } = await kitCopies(draft);
  const recoveryCode = recoveryCodeOf(draft);
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
  const ids = { tenant: hexOf(tenant), user: hexOf(keys.user), device: hexOf(keys.device.device) };
  const json = { ...ids, site: hexOf(keys.site), profile, kit: wish.kit, kitWords, recoveryCode };
  return { json, lines };
}

/** Numbered words, four in a line. */
function wordLines(words: readonly string[]): readonly string[] {
  const cells = words.map((word, at) => `${String(at + 1).padStart(2)} ${word.padEnd(9)}`);
  return Array.from({ length: Math.ceil(cells.length / 4) }, (_, row) =>
    `  ${cells.slice(row * 4, row * 4 + 4).join(' ')}`.trimEnd(),
  );
}
