import type { BackupKeyView, SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import '../design/backups.css';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { ShellProps } from '../shell/shell-props.ts';
import { BackupsBar } from './backups-bar.tsx';
import { BackupsDialogs } from './backups-dialogs.tsx';
import { FirstKey } from './first-key.tsx';
import { KeyPanel } from './key-panel.tsx';
import { OnServer } from './on-server.tsx';
import { type BackupActs, useBackupActs } from './use-backup-acts.ts';
import { type BackupsLook, useBackupKeys, useBackups } from './use-backups.ts';
import { type BackupDownload, useDownload } from './use-download.ts';
import { useNewInHand } from './use-new-in-hand.ts';

/** "Werkzeuge > Backups": making, checking, fetching and deleting backups for whoever administers, and the key that opens them for
 *  whom it names (BK40). */
export function BackupsScreen({
  isNew,
  status: { backups: rule, journalSize },
  go,
}: {
  /** Somebody came to make one. */
  isNew: boolean;
  status: SafeStatus;
  go: ShellProps['go'];
}) {
  const { t } = useTranslation();
  const role = roleOf(rule);
  const mayManage = role === 'manager';
  const look = useBackups(mayManage, journalSize);
  const { keys, read } = useBackupKeys(journalSize);
  const download = useDownload();
  const acts = useBackupActs(look, download);
  const isSeen = !mayManage || look.view !== undefined || look.failure !== undefined;
  const isReady = role !== 'unknown' && keys !== undefined && isSeen;
  useNewInHand(isNew && isReady, go);
  return (
    <section className="backups" aria-label={t('backups.title')}>
      <BackupsBar keys={keys} view={look.view} mayManage={mayManage} acts={acts} />
      {role === 'nobody' ? (
        <StateBlock icon="lock" title={t('backups.noRight')}>
          {t('backups.noRightHint')}
        </StateBlock>
      ) : isReady ? (
        <Body keys={keys} look={mayManage ? look : undefined} acts={acts} download={download} />
      ) : (
        <div className="backups-body">
          <Skeleton label={t('backups.loading')} lines={7} />
        </div>
      )}
      <BackupsDialogs acts={acts} view={look.view} keys={keys ?? []} onKeys={read} onPlan={look.look} />
    </section>
  );
}

function roleOf(rule: SafeStatus['backups']): 'unknown' | 'manager' | 'holder' | 'nobody' {
  if (rule === undefined) return 'unknown';
  if (rule.mayManage) return 'manager';
  return rule.isHolder ? 'holder' : 'nobody';
}

/** The backups and their key; without `look` the key alone. */
function Body({
  keys,
  look,
  acts,
  download,
}: {
  keys: readonly BackupKeyView[];
  look: BackupsLook | undefined;
  acts: BackupActs;
  download: BackupDownload;
}) {
  const hasKeys = keys.length > 0;
  const isFirst = !hasKeys && look?.view !== undefined;
  return (
    <div className={hasKeys && look !== undefined ? 'backups-body' : 'backups-body single'}>
      {isFirst && <FirstKey onSetUp={() => acts.ask({ ask: 'holders' })} />}
      {look !== undefined && !isFirst && <OnServer look={look} acts={acts} download={download} newestKey={keys[0]} />}
      {hasKeys && <KeyPanel keys={keys} onShow={(keyId) => acts.ask({ ask: 'reveal', keyId })} />}
    </div>
  );
}
