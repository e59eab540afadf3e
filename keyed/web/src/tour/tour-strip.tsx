import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../place/place.ts';
import type { DemoNotice } from '../shell/demo-notice.ts';
import { keepTour, nextOf, previousOf, readTour, TOUR_STEPS, type TourState } from './tour-steps.ts';

/** The tour of the demo: one line above the work that says what to try next. It takes no focus, covers nothing, and is gone for good
 *  when it was ended. */
export function TourStrip({ demo, place }: { readonly demo: DemoNotice; readonly place: Place }) {
  const { t } = useTranslation();
  const [state, setState] = useTour(place);
  if (state === 'ended') return null;
  const step = TOUR_STEPS[state.at] ?? TOUR_STEPS[0];
  const isLast = state.at === TOUR_STEPS.length - 1;
  const label = t('tour.label', { at: state.at + 1, of: TOUR_STEPS.length });
  return (
    <aside className="tour" aria-label={label}>
      <span className="tour-at d">{label}</span>
      <p>
        <b>{t(`tour.step.${step}.title`)}</b> {t(`tour.step.${step}.text`)}{' '}
        {step === 'second' && (
          <a href={demo.page} target="_blank" rel="noreferrer">
            {t('demo.link')}
          </a>
        )}
      </p>
      <span className="tour-do">
        {state.at > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setState(previousOf(state))}>
            {t('tour.back')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => setState(nextOf(state))}>
          {isLast ? t('tour.finish') : t('tour.next')}
        </Button>
        {!isLast && (
          <Button variant="subtle" size="compact-sm" onClick={() => setState('ended')}>
            {t('tour.end')}
          </Button>
        )}
      </span>
    </aside>
  );
}

/** Whoever opens an Akte has found somebody: the first stop is done by doing it. */
function useTour(place: Place): readonly [TourState, (state: TourState) => void] {
  const [state, setState] = useState(() => readTour(window.localStorage));
  const set = (next: TourState) => {
    keepTour(window.localStorage, next);
    setState(next);
  };
  const isFound = state !== 'ended' && state.at === 0 && place.page === 'akte';
  useEffect(() => {
    if (isFound) set({ at: 1 });
  }, [isFound]);
  return [state, set];
}
