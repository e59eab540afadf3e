import { type ControlMessage, equalBytes, hexOf, isErrorCode } from '@siegel/wire';
import { enteredKeys } from '../backups/entered-keys.ts';
import type { BackupKeyView, BackupsView, BackupView } from '../channel/backup-api.ts';
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
  { backups, running, failed, hasKey }: ControlMessage<'backupList'>,
  { byUser }: HouseNames,
): BackupsView {
  return {
    backups: backups.map((backup) => backupView(backup, byUser)),
    ...(running !== null && {
      running: { work: running.work, backupId: running.id, done: running.done, total: running.of },
    }),
    ...(failed !== null && {
      failed: {
        work: failed.work,
        backupId: failed.id,
        code: isErrorCode(failed.code) ? failed.code : 'INTERNAL',
        atMs: failed.at,
      },
    }),
    hasKey,
  };
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
