import { Button } from '@mantine/core';
import type { BackupKeyView, BackupsView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { BackupActs } from './use-backup-acts.ts';

/** Where this is, and what can be done from here: the key for whom it names, the rest for whoever administers. */
export function BackupsBar({
  keys,
  view,
  mayManage,
  acts,
}: {
  keys: readonly BackupKeyView[] | undefined;
  view: BackupsView | undefined;
  mayManage: boolean;
  acts: BackupActs;
}) {
  const { t } = useTranslation();
  const [newest] = keys ?? [];
  return (
    <div className="bar line">
      <span className="m backups-crumb">{t('backups.tools')}</span>
      <span className="m backups-crumb" aria-hidden="true">
        ›
      </span>
      <h1>{t('backups.title')}</h1>
      <span className="sp" />
      {mayManage && newest !== undefined && (
        <Button variant="subtle" onClick={() => acts.ask({ ask: 'holders' })}>
          {t('backups.key.change')}
        </Button>
      )}
      {newest?.isOwn === true && (
        <Button
          leftSection={<Icon name="key" small />}
          onClick={() => acts.ask({ ask: 'reveal', keyId: newest.keyId })}
        >
          {t('backups.key.show')}
        </Button>
      )}
      {mayManage && newest !== undefined && view !== undefined && view.backups.length > 0 && (
        <Button variant="filled" data-new-backup="" leftSection={<Icon name="plus" small />} onClick={acts.make}>
          {t('backups.make')}
        </Button>
      )}
    </div>
  );
}
