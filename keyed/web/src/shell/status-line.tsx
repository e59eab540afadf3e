import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { SealedSign } from '../parts/sealed-signs.tsx';
import { formatCount } from '../text/format.ts';

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
    | 'refused';
  readonly tone: Tone;
}

/** What the status line says, the most urgent first. "Alles gespeichert" stands there only when nothing is queued
 *  or refused. */
export function statusItems(status: SafeStatus): readonly StatusItem[] {
  const isProven = status.level === 'attributed';
  return [
    ...(status.quarantined > 0 ? [{ id: 'quarantine', tone: 'b' } as const] : []),
    ...(status.unreadablePersons > 0 ? [{ id: 'unreadable', tone: 'b' } as const] : []),
    ...(status.snapshotFault === undefined ? [] : [{ id: 'snapshot', tone: 'b' } as const]),
    ...(status.refused > 0 ? [{ id: 'refused', tone: 'b' } as const] : []),
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
export function StatusLine({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
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
  };
  const fault = status.snapshotFault === 'SNAPSHOT_OLDER' ? 'older' : 'wrong';
  const hints: Partial<Readonly<Record<StatusItem['id'], string>>> = {
    level: t(`status.levelHint.${status.level}`),
    snapshot: t(`snapshot.faultHint.${fault}`),
  };
  return (
    <footer className="status" aria-label={t('status.label')}>
      <span className="status-items" role="status">
        {statusItems(status).map(({ id, tone }) => (
          <span key={id} className={`status-${id}${tone === 'b' ? ' bad' : ''}`} title={hints[id]}>
            <i className={`dot ${tone}`} />
            {text[id]}
          </span>
        ))}
      </span>
      <span className="sp" />
      <SealedSign text={t('status.sealed')} />
    </footer>
  );
}
