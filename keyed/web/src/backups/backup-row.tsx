import type { BackupsView, BackupView } from '@siegel/safe';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import { percentOf } from './making-row.tsx';
import type { RowActs } from './row-acts.ts';
import { useMaker } from './use-maker.ts';
import { useWhen } from './when.ts';

interface BackupRowProps {
  readonly backup: BackupView;
  /** How far comparing this one is. */
  readonly checking: BackupsView['running'];
  /** Something is under way: nothing else can be begun. */
  readonly isBusy: boolean;
  readonly isTabStop: boolean;
  readonly acts: RowActs;
  readonly onFocus: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** One backup: when, by whom, how large, whether it was compared, and what can be done with it. */
export function BackupRow({ backup, checking, isBusy, isTabStop, acts, onFocus, onKey }: BackupRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen()(backup.madeAtMs);
  const by = useMaker()(backup);
  const button = (icon: IconName, act: 'download' | 'check' | 'remove', isOff = false) => {
    const label = t('backups.list.of', { act: t(`backups.list.${act}`), when });
    return (
      <button
        type="button"
        tabIndex={-1}
        className="backup-act"
        disabled={isOff}
        aria-label={label}
        title={t(`backups.list.${act}`)}
        onClick={() => acts[act](backup)}
      >
        <Icon name={icon} />
      </button>
    );
  };
  return (
    <tr
      className="backup-row"
      data-row={backup.backupId}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      <td className="backup-made n">{when}</td>
      <td className="backup-by d el" title={backup.madeBy}>
        {backup.madeBy === '' ? <span className="m">{by}</span> : by}
      </td>
      <td className="backup-size">{formatBytes(backup.sizeBytes, language)}</td>
      <td className="backup-checked">
        {checking === undefined ? (
          <Checked backup={backup} onNames={() => acts.showNames(backup)} />
        ) : (
          <Checking running={checking} onCancel={acts.cancel} />
        )}
      </td>
      <td className="backup-acts">
        <span className="backup-buttons">
          {button('download', 'download')}
          {button('tick', 'check', isBusy)}
          {button('trash', 'remove', isBusy)}
        </span>
      </td>
    </tr>
  );
}

function Checked({ backup: { checked }, onNames }: { backup: BackupView; onNames: () => void }) {
  const { t } = useTranslation();
  const when = useWhen();
  if (checked === undefined) return <span className="m">{t('backups.list.notChecked')}</span>;
  if (checked.damaged > 0)
    return (
      <button type="button" className="link backup-bad" onClick={onNames}>
        <Icon name="alert" small /> {t('backups.list.damaged', { count: checked.damaged })}
      </button>
    );
  return (
    <span className="backup-well">
      <Icon name="check" small /> {when(checked.atMs)}
    </span>
  );
}

function Checking({ running, onCancel }: { running: NonNullable<BackupsView['running']>; onCancel: () => void }) {
  const { t } = useTranslation();
  const percent = percentOf(running);
  return (
    <span className="backup-going">
      <progress value={percent} max={100} aria-label={t('backups.list.checking')} />
      <button type="button" className="link t12" onClick={onCancel}>
        {t('backups.cancel')}
      </button>
    </span>
  );
}
