import { Button } from '@mantine/core';
import type { CalendarView, FavouriteDraft, FavouriteView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '../calendar/use-calendar.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from '../settings/settings-part.ts';
import '../design/day-list.css';
import '../design/finding.css';
import { emptyAsked, stepOf } from './asked-place.ts';
import { localDay } from '../text/format.ts';
import { FavouriteForm } from './favourite-form.tsx';
import { useFavourites } from './use-favourites.ts';

/** The favourites of the house (TE64). */
export function FavouriteSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { view: calendar } = useCalendar();
  const { view, failure, change } = useFavourites();
  const [edited, setEdited] = useState<FavouriteDraft>();
  return (
    <section className="settings-part" aria-labelledby="calendar-favourites">
      <div className="row">
        <h3 id="calendar-favourites">{t('finding.favourites')}</h3>
        <span className="sp" />
        {mayChange && calendar !== undefined && (
          <Button
            variant="subtle"
            leftSection={<Icon name="plus" small />}
            onClick={() => setEdited(newFavourite(calendar, view.favourites.length))}
          >
            {t('finding.addFavourite')}
          </Button>
        )}
      </div>
      <p className="d">{t('finding.favouritesHint')}</p>
      {edited === undefined && <FailureNote failure={failure} title={t('calendarSettings.failed')} />}
      {view.favourites.length === 0 ? (
        <p className="m">{t('calendarSettings.empty')}</p>
      ) : (
        <ul className="calendar-rows">
          {view.favourites.map((favourite) => (
            <FavouriteLine
              key={favourite.favouriteId}
              favourite={favourite}
              mayChange={mayChange}
              onEdit={() => setEdited(favourite)}
              onUse={() => void change(() => safe.setFavouriteUse(favourite.favouriteId, !favourite.isUsed))}
            />
          ))}
        </ul>
      )}
      {edited !== undefined && calendar !== undefined && (
        <FavouriteForm
          favourite={edited}
          {...{ calendar, failure }}
          onSave={async (draft) => {
            if (await change(() => safe.saveFavourite(draft))) setEdited(undefined);
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

function FavouriteLine({
  favourite,
  mayChange,
  onEdit,
  onUse,
}: {
  favourite: FavouriteView;
  mayChange: boolean;
  onEdit: () => void;
  onUse: () => void;
}) {
  const { t } = useTranslation();
  const { name, shortName, isUsed, offset, spanDays, steps } = favourite;
  const use = t(isUsed ? 'calendarSettings.remove' : 'calendarSettings.restore');
  return (
    <li className={isUsed ? '' : 'gone'}>
      <span className="type-chip favourite-chip">{shortName}</span>
      <span className="el">
        <b className="n">{name}</b> {!isUsed && <span className="chip">{t('calendarSettings.gone')}</span>}
      </span>
      <span className="m t12 el">
        {t(`finding.offset.${offset.unit}`, { count: offset.count })} {t('finding.span', { days: spanDays })}
        {steps.length > 1 && ` · ${t('finding.steps', { count: steps.length })}`}
      </span>
      {mayChange && (
        <span className="row">
          {isUsed && (
            <Button variant="subtle" onClick={onEdit} aria-label={`${t('calendarSettings.edit')}: ${name}`}>
              {t('calendarSettings.edit')}
            </Button>
          )}
          <Button variant="subtle" onClick={onUse} aria-label={`${use}: ${name}`}>
            {use}
          </Button>
        </span>
      )}
    </li>
  );
}

function newFavourite(calendar: CalendarView, order: number): FavouriteDraft {
  const asked = emptyAsked(calendar, localDay(Date.now()));
  return {
    name: '',
    shortName: '',
    offset: { count: 3, unit: 'month' },
    spanDays: 7,
    steps: [stepOf(asked)],
    order,
  };
}
