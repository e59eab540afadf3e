import type { Vacancy } from '@siegel/akten';
import type { CalendarView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useLanguage } from '../text/language.ts';
import '../design/finding.css';
import { longDay } from './long-day.ts';
import { StepsLine } from './steps-line.tsx';
import type { FavouriteChoice } from './use-favourite-places.ts';

/** The places of a favourite: the whole chain or nothing; the first is taken until another is (TE66). */
export function FavouritePlaces({ calendar, favourite }: { calendar: CalendarView; favourite: FavouriteChoice }) {
  const { t } = useTranslation();
  const { found, place, take, steps } = favourite;
  return (
    <div className="favourite-places">
      <StepsLine calendar={calendar} steps={steps} />
      {found === undefined && <Skeleton label={t('finding.searching')} lines={2} />}
      {found?.length === 0 && (
        <Note icon="alert" tone="warn">
          {t(steps.length > 1 ? 'finding.noChain' : 'finding.none')}
        </Note>
      )}
      {found !== undefined && found.length > 0 && (
        <fieldset className="place-choice">
          <legend>{t('finding.places')}</legend>
          {found.map((one) => (
            <label key={`${one.day}${one.steps[0]?.from}`}>
              <input type="radio" name="favourite-place" checked={one === place} onChange={() => take(one)} />
              <PlaceText calendar={calendar} place={one} />
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function PlaceText({ calendar, place }: { calendar: CalendarView; place: Vacancy }) {
  const language = useLanguage();
  const nameOf = (id: string) => calendar.resources.find(({ resourceId }) => resourceId === id)?.shortName ?? '?';
  return (
    <span>
      <b>{longDay(place.day, language)}</b>{' '}
      {place.steps.map(({ from, to, resources, day }) => (
        <span key={`${day ?? ''}${from}`} className="place-step">
          {day !== undefined && <b>{longDay(day, language)} </b>}
          <span className="num">
            {clock(from)}–{clock(to)}
          </span>{' '}
          <span className="d">{resources.map(nameOf).join(', ')}</span>
        </span>
      ))}
    </span>
  );
}
