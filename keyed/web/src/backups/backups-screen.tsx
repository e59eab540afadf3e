import type { SafeStatus } from '@siegel/safe';
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
import { useBackupActs } from './use-backup-acts.ts';
import { useBackupKeys, useBackups } from './use-backups.ts';
import { useDownload } from './use-download.ts';
import { useNewInHand } from './use-new-in-hand.ts';

/** "Werkzeuge > Backups": making, checking, fetching and deleting backups for whoever administers, and the key that opens them for
 *  whom it names (BK40). */
export function BackupsScreen({
  act,
  status: { backups: rule, journalSize },
  go,
}: {
  act: 'new' | undefined;
  status: SafeStatus;
  go: ShellProps['go'];
}) {
  const { t } = useTranslation();
  const mayManage = rule?.mayManage === true;
  const look = useBackups(mayManage, journalSize);
  const { keys, read } = useBackupKeys(journalSize);
  const acts = useBackupActs(look);
  const download = useDownload();
  const isReady = keys !== undefined && (!mayManage || look.view !== undefined || look.failure !== undefined);
  useNewInHand(act === 'new' && isReady, go);
  const hasKeys = keys !== undefined && keys.length > 0;
  return (
    <section className="backups" aria-label={t('backups.title')}>
      <BackupsBar keys={keys} view={look.view} mayManage={mayManage} acts={acts} />
      {rule !== undefined && !mayManage && !rule.isHolder ? (
        <StateBlock icon="lock" title={t('backups.noRight')}>
          {t('backups.noRightHint')}
        </StateBlock>
      ) : (
        <div className={hasKeys && mayManage ? 'backups-body' : 'backups-body single'}>
          {!isReady && <Skeleton label={t('backups.loading')} lines={7} />}
          {isReady && mayManage && (hasKeys || look.view === undefined) && (
            <OnServer look={look} acts={acts} download={download} newestKey={keys[0]} />
          )}
          {isReady && mayManage && !hasKeys && look.view !== undefined && (
            <FirstKey onSetUp={() => acts.ask({ ask: 'holders' })} />
          )}
          {isReady && hasKeys && <KeyPanel keys={keys} onShow={(keyId) => acts.ask({ ask: 'reveal', keyId })} />}
        </div>
      )}
      <BackupsDialogs acts={acts} view={look.view} keys={keys ?? []} onKeys={read} />
    </section>
  );
}
