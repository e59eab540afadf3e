import { Button } from '@mantine/core';
import type { SeriesTime } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { longDay } from './long-day.ts';
import { useLanguage } from '../text/language.ts';

/** The expected ones of a series from this one on; empty while they are looked for and for what belongs to none. */
export function useLaterOfSeries(recordId: string | undefined): readonly SeriesTime[] {
  const safe = useSafe();
  const [later, setLater] = useState<readonly SeriesTime[]>([]);
  useEffect(() => {
    let left = false;
    setLater([]);
    if (recordId !== undefined)
      void safe.laterOfSeries(recordId).then((answer) => {
        if (!left && answer.ok) setLater(answer.value);
      });
    return () => {
      left = true;
    };
  }, [safe, recordId]);
  return later;
}

/** One of a series, or all later ones (TE80)? The two ways as buttons, the narrow one first. */
export function SeriesChoice({
  later,
  onOne,
  onAll,
  onClose,
}: {
  later: readonly SeriesTime[];
  onOne: () => void;
  onAll: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const last = later.at(-1);
  return (
    <div className="series-choice" role="group" aria-label={t('finding.series.title')}>
      <p>
        {t('finding.series.which', {
          count: later.length,
          until: last === undefined ? '' : longDay(last.day, language),
        })}
      </p>
      <div className="row">
        <Button autoFocus variant="filled" onClick={onOne}>
          {t('finding.series.one')}
        </Button>
        <Button onClick={onAll}>{t('finding.series.all', { count: later.length })}</Button>
        <Button onClick={onClose}>{t('dayList.form.cancel')}</Button>
      </div>
    </div>
  );
}

/** Asks which of a series is to be called off. An appointment that stands alone is called off at once. */
export function CancelOfSeries({
  recordId,
  onOne,
  onAll,
  onClose,
}: {
  recordId: string;
  onOne: () => void;
  onAll: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const later = useLaterOfSeries(recordId);
  useEffect(() => {
    if (later.length === 1) onOne();
  }, [later.length, onOne]);
  if (later.length < 2) return null;
  return (
    <Dialog isOpen label={t('finding.series.cancel')} size={480} onClose={onClose}>
      <div className="approve">
        <h2>{t('finding.series.cancel')}</h2>
        <SeriesChoice {...{ later, onOne, onAll, onClose }} />
      </div>
    </Dialog>
  );
}
