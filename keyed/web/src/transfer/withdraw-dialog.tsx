import { Button, Kbd } from '@mantine/core';
import type { RunRemains, RunView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount } from '../text/format.ts';

/** Asks before a run is taken back, and says what goes and what stays. */
export function WithdrawDialog({ run, onClose }: { run: RunView | undefined; onClose: (isDone: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={run !== undefined} label={t('runs.ask')} size={480} onClose={() => onClose(false)}>
      {run !== undefined && <Question key={run.runId} runId={run.runId} onClose={onClose} />}
    </Dialog>
  );
}

function Question({ runId, onClose }: { runId: string; onClose: (isDone: boolean) => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const failureText = useFailureText();
  const [remains, setRemains] = useState<Result<RunRemains>>();
  const [isWorking, setIsWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void safe.lookAtRun(runId).then(setRemains);
  }, [safe, runId]);
  const withdraw = async () => {
    setIsWorking(true);
    const done = await safe.withdrawRun(runId);
    if (done.ok) return onClose(true);
    setIsWorking(false);
    setFailure(done.error);
  };
  const fault = failure ?? (remains?.ok === false ? remains.error : undefined);
  return (
    <div className="help ask">
      <h2>{t('runs.ask')}</h2>
      {remains === undefined && <p className="m">{t('runs.asked')}</p>}
      {remains?.ok === true && <Remains remains={remains.value} />}
      {fault !== undefined && (
        <p className="bad" role="alert">
          {failureText(fault)}
        </p>
      )}
      <div className="row ask-actions">
        <span className="sp" />
        <Button variant="subtle" onClick={() => onClose(false)} rightSection={<Kbd>Esc</Kbd>}>
          {t('runs.cancel')}
        </Button>
        <Button variant="filled" disabled={remains?.ok !== true || isWorking} onClick={() => void withdraw()}>
          {t(isWorking ? 'runs.working' : 'runs.withdraw')}
        </Button>
      </div>
    </div>
  );
}

function Remains({ remains }: { remains: RunRemains }) {
  const { t } = useTranslation();
  const { persons, eintraege, changed, used, staying } = remains;
  return (
    <>
      <p>{t('runs.goes', { persons: formatCount(persons), eintraege: formatCount(eintraege) })}</p>
      {changed > 0 && <p>{t('runs.stays', { count: changed })}</p>}
      {used > 0 && <p>{t('runs.used', { count: used })}</p>}
      {staying.length > 0 && (
        <p className="d">
          <bdi>{t('runs.names', { names: staying.map(({ name }) => name).join('; ') })}</bdi>
        </p>
      )}
    </>
  );
}
