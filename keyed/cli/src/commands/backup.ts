import { setTimeout as pause } from 'node:timers/promises';
import {
  type BackupsView,
  backupsView,
  type BackupView,
  cancelBackup,
  checkBackup,
  deleteBackup,
  listBackups,
  makeBackup,
  openHouseNames,
  type Safe,
} from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { planLines } from './backup-plan.ts';
import { momentOf } from '../terminal/moment.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-code.ts';
import { tableLines } from '../terminal/table.ts';
import { watchCancel } from '../terminal/watch-cancel.ts';

const LOOK_EVERY_MS = 250;
const MEGABYTE = 1_000_000;

const TEXT = {
  id: { de: 'Kennung', en: 'Id' },
  made: { de: 'gemacht', en: 'made' },
  by: { de: 'von', en: 'by' },
  size: { de: 'MB', en: 'MB' },
  checked: { de: 'geprüft', en: 'checked' },
  never: { de: 'noch nicht', en: 'not yet' },
  whole: { de: '{at}: in Ordnung', en: '{at}: whole' },
  damaged: { de: '{at}: {count} Dateien beschädigt', en: '{at}: {count} files damaged' },
  none: { de: 'Es gibt noch kein Backup.', en: 'There is no backup yet.' },
  noKey: {
    de: 'Es ist kein Backup-Schlüssel eingerichtet, den jemand öffnen kann: siegel backup key create',
    en: 'No backup key is set up that anybody can open: siegel backup key create',
  },
  making: { de: 'Gerade wird {id} gemacht: {percent} %', en: '{id} is being made: {percent} %' },
  checking: { de: 'Gerade wird {id} geprüft: {percent} %', en: '{id} is being checked: {percent} %' },
  isMade: { de: 'Gemacht: {id} ({size} MB)', en: 'Made: {id} ({size} MB)' },
  isWhole: { de: 'In Ordnung: {id}', en: 'Whole: {id}' },
  isDamaged: { de: 'Beschädigt: {id}, {count} Dateien:', en: 'Damaged: {id}, {count} files:' },
  byPlan: { de: 'Plan', en: 'plan' },
  isDeleted: { de: 'Gelöscht: {id}', en: 'Deleted: {id}' },
  isEnded: { de: 'Was lief, ist abgebrochen.', en: 'What was under way has been cancelled.' },
} as const;

const TITLES = { make: { de: 'Backup ', en: 'Backup ' }, check: { de: 'Prüfen ', en: 'Check ' } } as const;

/** Lists the backups on the server and what is under way (CL80). */
export function showBackups(given: CommandGiven): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const view = await viewOf(safe);
    if (!view.ok) return view;
    const { backups, running, hasKey, daily } = view.value;
    const head = [TEXT.id, TEXT.made, TEXT.by, TEXT.size, TEXT.checked].map((title) => console.text(title));
    const lines = [
      ...(backups.length > 0
        ? tableLines(
            head,
            backups.map((backup) => cellsOf(backup, console)),
          )
        : [console.text(TEXT.none)]),
      ...(running === undefined ? [] : [runningLine(running, console)]),
      ...(hasKey ? [] : [console.text(TEXT.noKey)]),
      ...planLines(daily, console),
    ];
    return ok({ json: view.value, lines });
  });
}

/** Makes a backup on the server and follows it to its end; Ctrl-C cancels it (CL80). */
export function makeOne(given: CommandGiven): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const begun = await makeBackup(safe.given.address);
    if (!begun.ok) return begun;
    const made = await follow(safe, { backupId: begun.value, console: given.console, work: 'make' });
    if (!made.ok) return made;
    const facts = { id: made.value.backupId, size: megabytes(made.value) };
    const lines = [given.console.text(TEXT.isMade, facts), ...damageLines(made.value, given.console)];
    return ok({ json: made.value, lines, exit: lines.length === 1 ? EXIT.ok : EXIT.findings });
  });
}

/** Compares a backup with its list, on the server, and follows it to its end (CL80). Exit code 6: something is damaged or missing. */
export function checkOne(given: CommandGiven, id: string): Promise<CommandOutcome> {
  const { console } = given;
  return withProfile(given, async ({ safe }) => {
    const begun = await checkBackup(safe.given.address, id);
    if (!begun.ok) return begun;
    const found = await follow(safe, { backupId: id, console, work: 'check' });
    if (!found.ok) return found;
    const damage = damageLines(found.value, console);
    if (damage.length > 0) return ok({ json: found.value, lines: damage, exit: EXIT.findings });
    return ok({ json: found.value, lines: [console.text(TEXT.isWhole, { id })] });
  });
}

/** Deletes a backup for good (CL80). */
export function deleteOne(given: CommandGiven, id: string): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const deleted = await deleteBackup(safe.given.address, id);
    return deleted.ok ? ok({ json: { deleted: id }, lines: [given.console.text(TEXT.isDeleted, { id })] }) : deleted;
  });
}

/** Ends what is under way (CL80). */
export function cancelRunning(given: CommandGiven): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const ended = await cancelBackup(safe.given.address);
    return ended.ok ? ok({ json: { cancelled: true }, lines: [given.console.text(TEXT.isEnded)] }) : ended;
  });
}

async function viewOf(safe: Safe): Promise<Result<BackupsView, CliFailure>> {
  const list = await listBackups(safe.given.address);
  return list.ok ? ok(backupsView(list.value, await openHouseNames(safe))) : list;
}

/** Looks until nothing is under way with this backup. @returns it, or why it ended without success. */
async function follow(
  safe: Safe,
  {
    backupId,
    console,
    work,
  }: { readonly backupId: string; readonly console: Console; readonly work: 'make' | 'check' },
): Promise<Result<BackupView, CliFailure>> {
  const cancel = watchCancel();
  const bar = console.progress(TITLES[work]);
  try {
    for (;;) {
      const view = await viewOf(safe);
      if (!view.ok) return view;
      const { running, failed, backups } = view.value;
      if (running?.backupId !== backupId) {
        // A backup that was made is there, also where comparing it was given up.
        if (failed?.backupId === backupId && failed.work === work)
          return fail(cancel.isCancelled() ? 'CANCELLED' : failed.code);
        const found = backups.find((backup) => backup.backupId === backupId);
        return found === undefined ? fail('BACKUP_UNKNOWN') : ok(found);
      }
      bar.at(running.done, running.total);
      if (cancel.isCancelled()) await cancelBackup(safe.given.address);
      else await pause(LOOK_EVERY_MS);
    }
  } finally {
    bar.end();
    cancel.end();
  }
}

function cellsOf(backup: BackupView, console: Console): readonly string[] {
  const by = backup.isDaily === true ? console.text(TEXT.byPlan) : backup.madeBy;
  return [backup.backupId, momentOf(backup.madeAtMs), by, megabytes(backup), checkedText(backup, console)];
}

/** Nothing for one that is whole, or was not compared. */
function damageLines({ backupId, checked }: BackupView, console: Console): readonly string[] {
  const { damaged = 0, names = [] } = checked ?? {};
  return damaged === 0 ? [] : [console.text(TEXT.isDamaged, { id: backupId, count: damaged }), ...names];
}

function checkedText({ checked }: BackupView, console: Console): string {
  if (checked === undefined) return console.text(TEXT.never);
  const { atMs, damaged: count } = checked;
  return console.text(count === 0 ? TEXT.whole : TEXT.damaged, { at: momentOf(atMs), count });
}

function runningLine({ work, backupId, done, total }: NonNullable<BackupsView['running']>, console: Console): string {
  const percent = total === 0 ? 0 : Math.round((100 * done) / total);
  return console.text(work === 'make' ? TEXT.making : TEXT.checking, { id: backupId, percent });
}

function megabytes({ sizeBytes }: BackupView): string {
  return (sizeBytes / MEGABYTE).toFixed(1);
}
