import { Button } from '@mantine/core';
import type { BackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';
import { useWhen } from './when.ts';

/** Which files of a backup are damaged or missing (BK29), and what to do. */
export function NamesDialog({ backup, onClose }: { backup: BackupView; onClose: () => void }) {
  const { t } = useTranslation();
  const when = useWhen();
  const names = backup.checked?.names ?? [];
  const count = (backup.checked?.damaged ?? 0) - names.length;
  return (
    <Dialog isOpen label={t('backups.names.title')} size={560} onClose={onClose}>
      <div className="approve">
        <h2>{t('backups.names.title')}</h2>
        <p className="d">{t('backups.names.lead', { when: when(backup.madeAtMs) })}</p>
        <ul className="mono backup-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
          {count > 0 && <li className="m">{t('backups.names.more', { count })}</li>}
        </ul>
        <p>{t('backups.names.next')}</p>
        <div className="row">
          <Button autoFocus onClick={onClose}>
            {t('backups.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
