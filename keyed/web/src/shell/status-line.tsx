import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useBackupTrouble } from '../backups/use-backup-trouble.ts';
import type { ReleaseView } from '../device/release-board.ts';
import { useRelease } from '../device/release-context.ts';
import { SealedSign } from '../parts/sealed-signs.tsx';
import { NO_RELEASE } from '../service-worker/messages.ts';
import { formatCount, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

type Tone = '' | 'w' | 'b' | 'o';

/** One statement of the status line. */
export interface StatusItem {
  readonly id:
    | 'saved'
    | 'queued'
    | 'online'
    | 'offline'
    | 'syncing'
    | 'synced'
    | 'level'
    | 'quarantine'
    | 'unreadable'
    | 'snapshot'
    | 'refused'
    | 'gap'
    | 'full'
    | 'backup'
    | 'next'
    | 'program';
  readonly tone: Tone;
}

/** What the status line says, the most urgent first. "Alles gespeichert" stands there only when nothing is queued
 *  or refused. */
export function statusItems(
  status: SafeStatus,
  release: Pick<ReleaseView, 'next' | 'refused'> = NO_RELEASE,
  hasBackupTrouble = false,
): readonly StatusItem[] {
  const isProven = status.level === 'attributed';
  const exceptions: readonly (StatusItem & { readonly isThere: boolean })[] = [
    { id: 'quarantine', tone: 'b', isThere: status.quarantined > 0 },
    { id: 'unreadable', tone: 'b', isThere: status.unreadablePersons > 0 },
    { id: 'snapshot', tone: 'b', isThere: status.snapshotFault !== undefined },
    { id: 'refused', tone: 'b', isThere: status.refused > 0 },
    { id: 'program', tone: 'b', isThere: release.refused !== undefined },
    { id: 'full', tone: 'b', isThere: status.deviceFull === true },
    { id: 'backup', tone: 'b', isThere: hasBackupTrouble },
    { id: 'gap', tone: 'w', isThere: status.versionGap !== undefined },
    { id: 'next', tone: 'o', isThere: release.next !== undefined },
  ];
  return [
    ...exceptions.flatMap(({ id, tone, isThere }) => (isThere ? [{ id, tone }] : [])),
    ...unsentItems(status),
    status.online ? { id: 'online', tone: '' } : { id: 'offline', tone: 'w' },
    status.phase === 'syncing' ? { id: 'syncing', tone: 'o' } : { id: 'synced', tone: '' },
    { id: 'level', tone: isProven ? '' : status.level === 'bound' ? 'o' : 'w' },
  ];
}

/** What was refused is not saved, though nothing waits for it. */
function unsentItems({ queued, refused }: SafeStatus): readonly StatusItem[] {
  if (queued > 0) return [{ id: 'queued', tone: 'w' }];
  return refused > 0 ? [] : [{ id: 'saved', tone: '' }];
}

/** The line at the bottom: the truth about saved, connection, proof; on the right the quiet sign. */
export function StatusLine({ status, onDevice }: { status: SafeStatus; onDevice: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const release = useRelease();
  const trouble = useBackupTrouble(status);
  const text: Readonly<Record<StatusItem['id'], string>> = {
    saved: t('status.saved'),
    queued: t('status.queued', { count: status.queued }),
    online: t('status.online'),
    offline: t('status.offline'),
    syncing: t('status.syncing', { percent: Math.floor(status.progress * 100) }),
    synced: t('status.synced', { entries: formatCount(status.journalSize) }),
    level: t(`status.level.${status.level}`),
    refused: t('status.refused', { count: status.refused }),
    quarantine: t('status.quarantined', { count: status.quarantined }),
    unreadable: t('status.unreadable', { count: status.unreadablePersons }),
    snapshot: t('snapshot.fault'),
    gap: status.versionGap === undefined ? '' : t(`device.statusGap.${status.versionGap}`),
    full: t('device.statusFull'),
    backup: trouble === undefined ? '' : t('status.backup', { day: formatMoment(trouble.atMs, language) }),
    next: t('device.statusNext'),
    program: t('device.statusRefused'),
  };
  const fault = status.snapshotFault === 'SNAPSHOT_OLDER' ? 'older' : 'wrong';
  const hints: Partial<Readonly<Record<StatusItem['id'], string>>> = {
    level: t(`status.levelHint.${status.level}`),
    snapshot: t(`snapshot.faultHint.${fault}`),
    backup: t('status.backupHint'),
  };
  return (
    <footer className="status" aria-label={t('status.label')}>
      <span className="status-items" role="status">
        {statusItems(status, release, trouble !== undefined).map(({ id, tone }) => (
          <span key={id} className={`status-${id}${tone === 'b' ? ' bad' : ''}`} title={hints[id]}>
            <i className={`dot ${tone}`} />
            {text[id]}
          </span>
        ))}
      </span>
      <span className="sp" />
      <button type="button" className="lamp" onClick={onDevice} title={`${t('device.open')} (Alt S)`}>
        <SealedSign text={t('status.sealed')} />
        <span className="visually-hidden">{t('device.open')}</span>
      </button>
    </footer>
  );
}
