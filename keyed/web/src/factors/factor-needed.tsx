import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { AddFactor } from './add-factor.tsx';
import { useFactorState } from './factor-part.tsx';

/** Whoever must have a second factor and has none sets one up, and goes on where they were (ZF2).
 *  @param until the day until which it can wait, as text; undefined: it cannot. */
export function FactorNeeded({
  until,
  onDone,
  onClose,
}: {
  until: string | undefined;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { state, failure } = useFactorState();
  const isOverdue = until === undefined;
  return (
    <Dialog isOpen label={t('factors.addTitle')} size={480} onClose={onClose}>
      {state === undefined ? (
        <div className="approve">
          <FailureNote failure={failure} title={t('factors.notLoaded')} />
          {failure === undefined && <Skeleton label={t('factors.loading')} lines={3} />}
        </div>
      ) : (
        <AddFactor
          state={state}
          intro={isOverdue ? t('factors.neededNow') : t('factors.neededUntil', { until })}
          closeText={t(isOverdue ? 'factors.giveUp' : 'factors.later')}
          onDone={onDone}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
