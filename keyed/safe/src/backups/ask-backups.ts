import { type ControlMessage, ok, type Result } from '@siegel/wire';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';

/** The backups as the server lists them, and what is under way. RIGHT_MISSING. */
export function listBackups(address: ServerAddress): Promise<Result<ControlMessage<'backupList'>, RequestFailure>> {
  return askJson(address, 'backups', { answer: 'backupList' });
}

/** Begins a backup. @returns its id. BACKUP_KEY_MISSING, BACKUP_RUNNING, BACKUPS_FULL. */
export async function makeBackup(address: ServerAddress): Promise<Result<string, RequestFailure>> {
  const begun = await askJson(address, 'backups', { method: 'POST', answer: 'backupStarted' });
  return begun.ok ? ok(begun.value.id) : begun;
}

/** Begins to compare one with its list. BACKUP_RUNNING, BACKUP_UNKNOWN. */
export function checkBackup(address: ServerAddress, id: string): Promise<Result<true, RequestFailure>> {
  return tellJson(address, `${pathOf(id)}/check`, { method: 'POST' });
}

/** Ends what is under way. */
export function cancelBackup(address: ServerAddress): Promise<Result<true, RequestFailure>> {
  return tellJson(address, 'backups/running', { method: 'DELETE' });
}

/** Deletes one. BACKUP_RUNNING, BACKUP_UNKNOWN. */
export function deleteBackup(address: ServerAddress, id: string): Promise<Result<true, RequestFailure>> {
  return tellJson(address, pathOf(id), { method: 'DELETE' });
}

/** Changes the plan of the daily backup (BK51). MESSAGE_MALFORMED: the server does not know the time zone. */
export function setBackupPlan(
  address: ServerAddress,
  plan: ControlMessage<'backupPlan'>,
): Promise<Result<true, RequestFailure>> {
  return tellJson(address, 'backups/plan', { method: 'PUT', body: plan });
}

/** Whether all is well with the backups; for everybody who is signed in (BK56). */
export function askBackupState(address: ServerAddress): Promise<Result<ControlMessage<'backupState'>, RequestFailure>> {
  return askJson(address, 'backup-state', { answer: 'backupState' });
}

/** Where a backup is; an id that is none must not name another route. */
export function pathOf(id: string): string {
  return `backups/${encodeURIComponent(id)}`;
}
