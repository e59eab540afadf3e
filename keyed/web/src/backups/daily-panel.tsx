import { Button } from '@mantine/core';
import type { BackupPlanView, DailyBackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { Note } from '../parts/note.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { useWhen } from './when.ts';

/** The backup that nobody has to think of: when it comes, the newest good one, and why there is none (BK47). */
export function DailyPanel({ daily, onChange }: { daily: DailyBackupView; onChange: (plan: BackupPlanView) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const when = useWhen();
  const { plan, nextAtMs, lastGood, failure } = daily;
  const said = [
    nextAtMs === undefined ? undefined : t('backups.daily.next', { when: when(nextAtMs) }),
    lastGood === undefined ? t('backups.daily.noneGood') : t('backups.daily.lastGood', { when: when(lastGood.atMs) }),
  ];
  return (
    <section className="panel backup-daily" aria-label={t('backups.daily.title')}>
      <header>
        <h2>{plan.isOn ? t('backups.daily.at', { time: clock(plan.minute) }) : t('backups.daily.off')}</h2>
        <span className="m t12">{plan.isOn && said.filter((part) => part !== undefined).join(' · ')}</span>
        <span className="sp" />
        <Button size="xs" onClick={() => onChange(plan)}>
          {t('backups.daily.change')}
        </Button>
      </header>
      {failure !== undefined && (
        <Note icon="alert" tone="bad">
          <b className="n">{t('backups.daily.failed', { when: when(failure.atMs), count: failure.tries })}</b>{' '}
          {failureText({ code: failure.code })}
        </Note>
      )}
    </section>
  );
}
