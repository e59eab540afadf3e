import { setTimeout as pause } from 'node:timers/promises';
import { downloadBackup, listBackups, type Safe } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { watchCancel } from '../terminal/watch-cancel.ts';
import { writeInPieces } from '../terminal/write-file.ts';

/** Options of `siegel backup get`. */
export interface BackupGetWish {
  readonly file: string;
  /** Without it the newest one. */
  readonly backup?: string;
  /** Seconds to wait for a server that went away. */
  readonly wait: number;
}

const AGAIN_MS = 1_000;
const TITLE = { de: 'Herunterladen ', en: 'Download ' };
const GONE = {
  de: 'Der Server antwortet nicht; warte bis zu {seconds} Sekunden ...',
  en: 'The server does not answer; waiting for up to {seconds} seconds ...',
};
const DONE = {
  de: 'Geschrieben: {file} ({bytes} Bytes), Backup {id}. Es ist versiegelt; auspacken mit tar.',
  en: 'Written: {file} ({bytes} bytes), backup {id}. It is sealed; unpack it with tar.',
};

/** Fetches a backup into a new file, piece by piece, and goes on where a line broke (CL81). Unless all of it came, there is no file. */
export function getBackup(given: CommandGiven, wish: BackupGetWish): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const id = await chosen(safe, wish.backup);
    if (!id.ok) return id;
    const bytes = await writeInPieces(wish.file, (target) => fetchInto(given, safe, { ...wish, id: id.value, target }));
    if (!bytes.ok) return bytes;
    const facts = { file: wish.file, bytes: bytes.value, id: id.value };
    return ok({ json: facts, lines: [given.console.text(DONE, facts)] });
  });
}

async function chosen({ given }: Safe, backup: string | undefined): Promise<Result<string, CliFailure>> {
  if (backup !== undefined) return ok(backup);
  const list = await listBackups(given.address);
  if (!list.ok) return list;
  const newest = list.value.backups.at(-1);
  return newest === undefined ? fail('BACKUP_UNKNOWN') : ok(newest.id);
}

type Fetching = BackupGetWish & {
  readonly id: string;
  readonly target: Parameters<Parameters<typeof writeInPieces>[1]>[0];
};

async function fetchInto(
  { console }: CommandGiven,
  { given }: Safe,
  { id, wait, target }: Fetching,
): Promise<Result<number, CliFailure>> {
  const cancel = watchCancel();
  const bar = console.progress(TITLE);
  let movedAtMs = Date.now();
  let isTold = false;
  try {
    const got = await downloadBackup(given.address, id, {
      target,
      signal: cancel.signal,
      onProgress: (done, total) => {
        movedAtMs = Date.now();
        isTold = false;
        bar.at(done, total);
      },
      async onOutage() {
        if (Date.now() - movedAtMs > wait * 1_000) return false;
        if (!isTold) console.note(GONE, { seconds: wait });
        isTold = true;
        await pause(AGAIN_MS);
        return true;
      },
    });
    return !got.ok && got.error.code === 'TRANSFER_CANCELLED' ? fail('CANCELLED') : got;
  } finally {
    bar.end();
    cancel.end();
  }
}
