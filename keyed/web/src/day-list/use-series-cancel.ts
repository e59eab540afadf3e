import type { AppointmentRow } from '@siegel/safe';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import type { DayActs } from './use-day-acts.ts';

/** The acts of the day, with a question before one of a series is called off (TE80). @returns what is asked, while it is. */
export function useSeriesCancel(acts: DayActs) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [row, setRow] = useState<AppointmentRow>();
  const { cancel, run } = acts;
  const onClose = useCallback(() => setRow(undefined), []);
  function onOne(): void {
    if (row !== undefined) cancel(row);
    onClose();
  }
  async function all(recordId: string): Promise<void> {
    onClose();
    const later = await safe.laterOfSeries(recordId);
    const count = later.ok ? later.value.length : 0;
    await run(t('finding.done.seriesCancelled', { count }), () =>
      safe.changeSeries(recordId, { fields: { state: 'abgesagt', sinceMs: Date.now() } }),
    );
  }
  const asking = (one: AppointmentRow) => (one.series === undefined ? cancel(one) : setRow(one));
  return {
    acts: { ...acts, cancel: asking },
    ending:
      row === undefined ? undefined : { recordId: row.recordId, onOne, onAll: () => void all(row.recordId), onClose },
  };
}
