import {
  type BackupKeyView,
  backupKeysView,
  openHouseNames,
  revealBackupKey,
  type Safe,
  setUpBackupKey,
} from '@siegel/safe';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { tableLines } from '../terminal/table.ts';
import { momentOf } from '../terminal/moment.ts';

const TEXT = {
  id: { de: 'Kennung', en: 'Id' },
  since: { de: 'seit', en: 'since' },
  by: { de: 'eingerichtet von', en: 'set up by' },
  holders: { de: 'öffnen können', en: 'opened by' },
  none: { de: 'Es ist noch kein Backup-Schlüssel eingerichtet.', en: 'No backup key is set up yet.' },
  entered: {
    de: 'Eingerichtet: {id}. Für Backups von jetzt an; öffnen können sie: {names}.',
    en: 'Set up: {id}. For backups from now on; they can be opened by: {names}.',
  },
} as const;
const FEW = {
  de: 'Nur eine Person kann diese Backups öffnen. Bitte lassen Sie sie den Schlüssel jetzt anzeigen und sicher verwahren: siegel backup key show',
  en: 'Only one person can open these backups. Please have them show the key now and keep it safe: siegel backup key show',
};
const SECRET = {
  de: 'Wer diese Zeile hat, öffnet jedes Backup zu {recipient}. Sie gehört auf Papier oder einen Datenträger im Tresor, nicht auf diesen Rechner.',
  en: 'Whoever has this line opens every backup for {recipient}. It belongs on paper or a medium in a vault, not on this machine.',
};

/** Lists the keys of backups and who opens them, the newest first (CL82). */
export function showKeys(given: CommandGiven): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const keys = await keysOf(safe);
    const head = [TEXT.id, TEXT.since, TEXT.by, TEXT.holders].map((title) => console.text(title));
    const lines = keys.length === 0 ? [console.text(TEXT.none)] : tableLines(head, keys.map(cellsOf));
    return ok({ json: { keys }, lines });
  });
}

/** Sets a key up for these colleagues, named as they are in the house or by id (CL82). */
export function createKey(given: CommandGiven, named: readonly string[]): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const holders = await holdersNamed(safe, named);
    if (!holders.ok) return holders;
    const made = await setUpBackupKey(safe, holders.value);
    if (!made.ok) return made;
    const key = (await keysOf(safe)).find(({ keyId }) => keyId === hexOf(made.value));
    const names = (key?.holders ?? []).map(({ name }) => name).join(', ');
    if (holders.value.length === 1) console.note(FEW);
    return ok({ json: { ...key }, lines: [console.text(TEXT.entered, { id: hexOf(made.value), names })] });
  });
}

/** Reveals what opens the backups of a key; without an id the newest that names the own user (CL82). The answer is one line for `age -i`. */
export function showKey(given: CommandGiven, keyId: string | undefined): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const wanted = keyId ?? (await keysOf(safe)).find(({ isOwn }) => isOwn)?.keyId ?? '';
    const record = bytesOfHex(wanted);
    if (record?.length !== ID_BYTES) return fail('BACKUP_NOT_HOLDER');
    const revealed = await revealBackupKey(safe, record as Id);
    if (!revealed.ok) return revealed;
    given.console.note(SECRET, { recipient: revealed.value.recipient });
    return ok({ json: revealed.value, lines: [revealed.value.identity] });
  });
}

const ID_BYTES = 16;

async function keysOf(safe: Safe): Promise<readonly BackupKeyView[]> {
  return backupKeysView({ safe, names: await openHouseNames(safe) });
}

/** Users who work here, by name or id. COLLEAGUE_UNKNOWN: nobody of this name, or several. */
async function holdersNamed(safe: Safe, named: readonly string[]): Promise<Result<readonly Id[], CliFailure>> {
  const { membership, head } = safe.follower;
  const { byUser } = await openHouseNames(safe);
  const here = membership.usersAt(head.size).filter(({ active, userKind }) => active && userKind === 'person');
  const holders: Id[] = [];
  for (const [at, words] of named.entries()) {
    const wanted = words.trim().toLocaleLowerCase('de');
    const found = here.filter(({ user }) =>
      [hexOf(user), byUser.get(hexOf(user))?.toLocaleLowerCase('de')].includes(wanted),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) return fail('COLLEAGUE_UNKNOWN', { at: at + 1, count: found.length });
    holders.push(only.user);
  }
  return ok(holders);
}

function cellsOf({ keyId, enteredAtMs, enteredBy, holders }: BackupKeyView): readonly string[] {
  return [keyId, momentOf(enteredAtMs), enteredBy, holders.map(({ name }) => name).join(', ')];
}
