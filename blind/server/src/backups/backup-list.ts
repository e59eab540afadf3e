import { type ControlMessage, hexOf } from '@siegel/wire';
import type { Tenant } from '../tenants/tenant.ts';
import { bytesOf, isDamaged, isWhole, type KeptBackup, madeAtOf } from './kept-backups.ts';
import { usableKey } from './usable-key.ts';

type List = ControlMessage<'backupList'>;

/** The backups of a tenant, what is under way, and where the plan stands (BK55). */
export async function backupListOf({
  core,
  backups: desk,
  daily,
}: Pick<Tenant, 'core' | 'backups' | 'daily'>): Promise<List> {
  const kept = await desk.kept();
  const whole = kept.filter((backup) => isWhole(backup));
  const lastGood = whole.findLast(({ cause }) => cause === 'daily');
  const { kind: work, id, progress } = desk.running ?? {};
  return {
    backups: await Promise.all(kept.map((backup) => lineOf(desk.set, backup))),
    running: work === undefined || id === undefined || progress === undefined ? null : { work, id, ...progress },
    failed: desk.failed,
    hasKey: usableKey(core) !== undefined,
    newestWhole: whole.at(-1)?.id ?? null,
    daily: {
      plan: daily.plan,
      nextAt: daily.nextAt,
      lastGood: lastGood === undefined ? null : { id: lastGood.id, at: await madeAtOf(desk.set, lastGood) },
      failure: daily.failure,
    },
  };
}

/** What everybody who is signed in may know (BK56). A copy that was found damaged outranks whatever else is good. */
export async function backupStateOf({
  backups: desk,
  daily,
}: Pick<Tenant, 'backups' | 'daily'>): Promise<ControlMessage<'backupState'>> {
  const kept = await desk.kept();
  const good = kept.findLast((backup) => isWhole(backup));
  const damaged = kept.findLast((backup) => isDamaged(backup))?.check;
  const wrong = damaged === undefined ? daily.failure : { at: damaged.at, code: 'BACKUP_DAMAGED' };
  return {
    lastGoodBackupAt: good === undefined ? null : await madeAtOf(desk.set, good),
    failedAt: wrong?.at ?? null,
    code: wrong?.code ?? null,
  };
}

async function lineOf(set: string, { id, cause, record, check }: KeptBackup): Promise<List['backups'][number]> {
  const by = record?.by ?? null;
  return {
    id,
    madeAt: await madeAtOf(set, { id, record }),
    cause,
    by: by === null ? null : hexOf(by),
    bytes: record?.bytes ?? (await bytesOf(set, id)),
    journalSize: record?.journalSize ?? null,
    checked: check === undefined ? null : { at: check.at, damaged: check.damaged, names: [...check.names] },
  };
}
