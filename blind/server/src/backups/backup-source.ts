import type { BackupSource } from '@siegel/keep';
import { signHead } from '../append/signed-head.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { BACKUP_PREFIX } from './backup-records.ts';

/** Secrets of this instance (BK13): its log key, what sessions live by, and what it knows of backups. A restore makes them anew. */
const STAYS_HERE: ReadonlySet<string> = new Set([
  'log-key',
  'session-half-key',
  'session-clock',
  'sessions-with-factor',
]);

/** The tenant as a backup is made of it: signed by its log key. */
export function backupSource(core: TenantCore): BackupSource {
  return {
    store: core.store,
    sign: core.logKey.sign,
    checkpointOf: async (head) => (await signHead(head, core)).note,
    staysHere: (name) => STAYS_HERE.has(name) || name.startsWith(BACKUP_PREFIX),
  };
}
