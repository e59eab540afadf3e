import type { BackupKeyEntry } from '@siegel/journal';
import type { TenantCore } from '../tenants/tenant-core.ts';

/** The key to which backups are sealed now: the newest one, as long as somebody named in it works here. */
export function usableKey({ membership }: Pick<TenantCore, 'membership'>): BackupKeyEntry | undefined {
  const now = Number.MAX_SAFE_INTEGER;
  const key = membership.backup.newestAt(now);
  return key?.holders.some((user) => membership.userAt(user, now)?.active === true) === true ? key : undefined;
}
