import { Button } from '@mantine/core';
import type { DayView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { Place } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';

/** A house without a calendar: one click makes what it begins with. */
export function BeginCalendar({ view, go }: { view: DayView; go: (place: Place) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const [failure, setFailure] = useState<{ readonly code: string }>();
  const [isBusy, setIsBusy] = useState(false);
  const begin = async () => {
    setIsBusy(true);
    const begun = await safe.beginCalendar(language);
    setIsBusy(false);
    if (!begun.ok) setFailure(begun.error);
  };
  const { mayAdminister, resources } = view.calendar;
  return (
    <>
      <StateBlock
        icon="calendar"
        title={t('dayList.noCalendar')}
        action={
          mayAdminister &&
          (resources.length === 0 ? (
            <Button variant="filled" aria-disabled={isBusy} onClick={() => void begin()}>
              {t('dayList.begin')}
            </Button>
          ) : (
            <Button onClick={() => go({ page: 'settings', section: 'kalender' })}>{t('dayList.toSettings')}</Button>
          ))
        }
      >
        {t(mayAdminister ? 'dayList.noCalendarHint' : 'dayList.noCalendarAsk')}
      </StateBlock>
      <FailureNote failure={failure} title={t('dayList.notDone')} />
    </>
  );
}
