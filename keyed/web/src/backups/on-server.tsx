import { Button, Kbd } from '@mantine/core';
import type { BackupKeyView, BackupsView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { BackupTable } from './backup-table.tsx';
import { BACKUPS_MOST, onDemand } from './backups-most.ts';
import { DailyPanel } from './daily-panel.tsx';
import { DownloadStrip } from './download-strip.tsx';
import { EndNote } from './end-note.tsx';
import { Summary } from './summary.tsx';
import type { BackupActs } from './use-backup-acts.ts';
import type { BackupsLook } from './use-backups.ts';
import type { BackupDownload } from './use-download.ts';
import { useWhen } from './when.ts';

interface OnServerProps {
  readonly look: BackupsLook;
  readonly acts: BackupActs;
  readonly download: BackupDownload;
  readonly newestKey: BackupKeyView | undefined;
}

/** The backups that lie on the server, and below them what goes on and how it ended: no row moves (BK43). */
export function OnServer({ look, acts, download: fetching, newestKey }: OnServerProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { view, failure, end } = look;
  const download: BackupDownload = {
    ...fetching,
    start: (backup) => {
      acts.forget();
      fetching.start(backup);
    },
  };
  if (view === undefined)
    return (
      <StateBlock
        icon="alert"
        tone="bad"
        title={t('backups.notLoaded')}
        action={<Button onClick={() => void look.look()}>{t('backups.again')}</Button>}
      >
        {failureText(failure ?? { code: 'INTERNAL' })}
      </StateBlock>
    );
  return (
    <div className="backup-main">
      <Summary view={view} newestKey={newestKey} />
      <List view={view} acts={acts} download={download} />
      {view.daily !== undefined && (
        <DailyPanel daily={view.daily} onChange={(plan) => acts.ask({ ask: 'plan', plan })} />
      )}
      <div className="backup-below">
        {failure !== undefined && <Stale look={look} />}
        <FailureNote failure={acts.failure} title={t('backups.failed')} />
        <DownloadStrip download={download} backups={view.backups} />
        {acts.deletedMs !== undefined && <Deleted madeAtMs={acts.deletedMs} />}
        {end !== undefined && acts.failure === undefined && <EndNote end={end} onDownload={download.start} />}
      </div>
    </div>
  );
}

function List({ view, acts, download }: { view: BackupsView } & Pick<OnServerProps, 'acts' | 'download'>) {
  const { t } = useTranslation();
  const taken = onDemand(view).length;
  const isEmpty = view.backups.length === 0 && view.running === undefined;
  return (
    <section className="panel backup-list">
      <header>
        <h2>{t('backups.list.title')}</h2>
        <span className="m">{t('backups.list.taken', { taken, most: BACKUPS_MOST })}</span>
        <span className="sp" />
        {taken >= BACKUPS_MOST && <span className="m t12">{t('backups.list.fullHint')}</span>}
      </header>
      {isEmpty ? (
        <StateBlock
          icon="disk"
          title={t('backups.list.empty')}
          action={
            <Button variant="filled" data-new-backup="" leftSection={<Icon name="plus" small />} onClick={acts.make}>
              {t('backups.make')}
            </Button>
          }
        >
          {t('backups.list.emptyHint')}
        </StateBlock>
      ) : (
        <>
          <BackupTable
            view={view}
            acts={{
              download: download.start,
              check: acts.check,
              remove: (backup) => acts.ask({ ask: 'remove', backup }),
              showNames: (backup) => acts.ask({ ask: 'names', backup }),
              make: acts.make,
              cancel: acts.cancel,
            }}
          />
          <Keys />
        </>
      )}
    </section>
  );
}

/** The keys of the list, beside it. */
function Keys() {
  const { t } = useTranslation();
  return (
    <footer className="backup-keys m t12">
      <span>
        <Kbd>{t('backups.list.key.enter')}</Kbd> {t('backups.list.download')}
      </span>
      <span>
        <Kbd>P</Kbd> {t('backups.list.check')}
      </span>
      <span>
        <Kbd>N</Kbd> {t('backups.make')}
      </span>
      <span>
        <Kbd>{t('backups.list.key.delete')}</Kbd> {t('backups.list.remove')}
      </span>
    </footer>
  );
}

/** The server does not answer: what stands here is of before. */
function Stale({ look: { failure, seenAtMs } }: { look: BackupsLook }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const language = useLanguage();
  if (failure === undefined || seenAtMs === undefined) return null;
  return (
    <Note icon="alert" tone="warn">
      {failureText(failure)} {t('backups.seenAt', { time: formatTime(seenAtMs, language) })}
    </Note>
  );
}

function Deleted({ madeAtMs }: { madeAtMs: number }) {
  const { t } = useTranslation();
  const when = useWhen();
  return <Note icon="info">{t('backups.end.deleted', { when: when(madeAtMs) })}</Note>;
}
