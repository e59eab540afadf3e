import { type ControlMessage, equalBytes, type ErrorCode, hexOf, isErrorCode } from '@siegel/wire';
import { enteredKeys } from '../backups/entered-keys.ts';
import type {
  BackupKeyView,
  BackupStateView,
  BackupsView,
  BackupView,
  DailyBackupView,
} from '../channel/backup-api.ts';
import { versionSigner } from '../people/user-versions.ts';
import type { HouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

/** The keys of backups with the names of the house, the newest first. */
export async function backupKeysView({
  safe,
  names,
}: Pick<Unlocked, 'safe' | 'names'>): Promise<readonly BackupKeyView[]> {
  const { membership, columns, head } = safe.follower;
  const keys = (await enteredKeys(safe)).map(({ record, seq, recipient, holders }): BackupKeyView => {
    const signer = versionSigner(safe, seq);
    return {
      keyId: hexOf(record),
      recipient,
      enteredAtMs: columns.receivedAt(seq),
      enteredBy: signer === undefined ? '' : (names.byUser.get(hexOf(signer)) ?? ''),
      holders: holders.map((user) => ({
        userId: hexOf(user),
        name: names.byUser.get(hexOf(user)) ?? '',
        isActive: membership.userAt(user, head.size)?.active === true,
      })),
      isOwn: holders.some((user) => equalBytes(user, safe.given.user)),
    };
  });
  return keys.toReversed();
}

/** The list of the server as a page shows it. */
export function backupsView(
  { backups, running, failed, hasKey, newestWhole, daily }: ControlMessage<'backupList'>,
  { byUser }: HouseNames,
): BackupsView {
  return {
    backups: backups.map((backup) => ({
      ...backupView(backup, byUser),
      ...(backup.cause === 'daily' && { isDaily: true }),
      ...(backup.id === newestWhole && { isNewestWhole: true }),
    })),
    ...(running !== null && {
      running: { work: running.work, backupId: running.id, done: running.done, total: running.of },
    }),
    ...(failed !== null && {
      failed: {
        work: failed.work,
        backupId: failed.id,
        code: knownCode(failed.code),
        atMs: failed.at,
      },
    }),
    hasKey,
    daily: dailyView(daily),
  };
}

/** The state of the server as a page shows it. */
export function backupStateView({ lastGoodBackupAt, failedAt, code }: ControlMessage<'backupState'>): BackupStateView {
  return {
    ...(lastGoodBackupAt !== null && { lastGoodAtMs: lastGoodBackupAt }),
    ...(failedAt !== null && code !== null && { failure: { code: knownCode(code), atMs: failedAt } }),
  };
}

function dailyView({ plan, nextAt, lastGood, failure }: ControlMessage<'backupList'>['daily']): DailyBackupView {
  return {
    plan,
    ...(nextAt !== null && { nextAtMs: nextAt }),
    ...(lastGood !== null && { lastGood: { backupId: lastGood.id, atMs: lastGood.at } }),
    ...(failure !== null && { failure: { code: knownCode(failure.code), atMs: failure.at, tries: failure.tries } }),
  };
}

/** A code of a newer server is told as what it is to this program: one it does not know. */
function knownCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'INTERNAL';
}

function backupView(
  { id, madeAt, by, bytes, journalSize, checked }: ControlMessage<'backupList'>['backups'][number],
  nameByUser: ReadonlyMap<string, string>,
): BackupView {
  return {
    backupId: id,
    madeAtMs: madeAt,
    madeBy: by === null ? '' : (nameByUser.get(by) ?? ''),
    sizeBytes: bytes,
    ...(journalSize !== null && { journalSize }),
    ...(checked !== null && { checked: { atMs: checked.at, damaged: checked.damaged, names: checked.names } }),
  };
}
