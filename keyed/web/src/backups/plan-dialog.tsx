import { Button, Kbd } from '@mantine/core';
import type { BackupPlanView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, minuteOfClock } from '../day-list/day-rows.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';

/** When the daily backup is made, or that none is (BK47). */
export function PlanDialog({
  plan,
  onChanged,
  onClose,
}: {
  plan: BackupPlanView;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [isOn, setIsOn] = useState(plan.isOn);
  const [time, setTime] = useState(clock(plan.minute));
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const minute = minuteOfClock(time);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || minute === undefined) return;
    setIsBusy(true);
    const changed = await safe.setBackupPlan({ ...plan, isOn, minute });
    setIsBusy(false);
    if (!changed.ok) return setFailure(changed.error);
    onClose();
    await onChanged();
  }
  return (
    <Dialog isOpen label={t('backups.daily.title')} size={480} onClose={onClose}>
      <form noValidate className="approve" onSubmit={(event) => void save(event)}>
        <h2>{t('backups.daily.title')}</h2>
        <p className="d">{t('backups.daily.lead')}</p>
        <label className="backup-plan-on">
          <input
            type="checkbox"
            data-autofocus=""
            checked={isOn}
            onChange={(event) => setIsOn(event.currentTarget.checked)}
          />
          {t('backups.daily.on')}
        </label>
        <label className="backup-choice">
          <span>{t('backups.daily.time', { zone: plan.zone })}</span>
          <input type="time" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </label>
        {minute === undefined && <p className="mantine-InputWrapper-error">{t('backups.daily.noTime')}</p>}
        <FailureNote failure={failure} title={t('backups.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" loading={isBusy} rightSection={<Kbd>Enter</Kbd>}>
            {t('backups.daily.save')}
          </Button>
          <Button onClick={onClose}>{t('backups.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
