import { Button } from '@mantine/core';
import type { BackupsView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';

type Running = NonNullable<BackupsView['running']>;

/** How far it is in whole percent; undefined while how much there is to do is not known. */
export function percentOf({ done, total }: Running): number | undefined {
  return total === 0 ? undefined : Math.min(100, Math.floor((100 * done) / total));
}

/** The backup that is being made, where its row will be. */
export function MakingRow({ running, onCancel }: { running: Running; onCancel: () => void }) {
  const { t } = useTranslation();
  const percent = percentOf(running);
  const said = percent === undefined ? t('backups.list.begins') : t('backups.list.percent', { percent });
  return (
    <tr className="backup-making">
      <td className="backup-made n">{t('backups.list.making')}</td>
      <td className="backup-progress" colSpan={3}>
        <span className="backup-going">
          <progress value={percent} max={100} aria-label={t('backups.list.making')} />
          <span className="nw backup-percent" role="status">
            {said}
          </span>
          <span className="m t12 el backup-meanwhile">{t('backups.list.meanwhile')}</span>
        </span>
      </td>
      <td className="backup-acts">
        <Button size="xs" onClick={onCancel}>
          {t('backups.cancel')}
        </Button>
      </td>
    </tr>
  );
}
