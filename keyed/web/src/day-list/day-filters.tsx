import type { DayView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { type DayFilter, ofFilter } from './day-filter.ts';
import { isInSegment, lanesOfDay, SEGMENTS } from './day-rows.ts';
import { KeptFilterBar } from './kept-filters.tsx';
import { TypeTicks } from './type-ticks.tsx';
import type { KeptFilters } from './use-kept-filters.ts';

interface FiltersProps {
  readonly view: DayView;
  readonly filter: DayFilter;
  readonly filters: KeptFilters;
  readonly onFilter: (filter: DayFilter) => void;
}

/** Segments with counts, type, text, and a tick per resource. The counts are of all the rest: what is counted is what a click lists. */
export function DayFilters(props: FiltersProps) {
  const { view, filter, onFilter } = props;
  const { t } = useTranslation();
  const rows = ofFilter(view, filter);
  return (
    <div className="bar line day-filters">
      <div className="seg" role="group" aria-label={t('dayList.filter')}>
        {SEGMENTS.map((segment) => (
          <button
            key={segment}
            type="button"
            aria-pressed={filter.segment === segment}
            onClick={() => onFilter({ ...filter, segment })}
          >
            {t(`dayList.segment.${segment}`)}{' '}
            <span className="c">{rows.filter((row) => isInSegment(row, segment)).length}</span>
          </button>
        ))}
      </div>
      <WhatFilter {...props} />
      <div className="day-resources" role="group" aria-label={t('dayList.resources')}>
        {lanesOfDay(view.calendar.resources).map(({ resourceId, name }) => {
          const isOn = !filter.without.includes(resourceId);
          const without = isOn ? [...filter.without, resourceId] : filter.without.filter((one) => one !== resourceId);
          return (
            <label key={resourceId}>
              <input type="checkbox" checked={isOn} onChange={() => onFilter({ ...filter, without })} />
              <span className="el">{name}</span>
            </label>
          );
        })}
      </div>
      <KeptFilterBar {...props} />
    </div>
  );
}

/** The types of the appointments, and a text somewhere in them. */
function WhatFilter({ view, filter, onFilter }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <>
      <TypeTicks view={view} types={filter.types} onTypes={(types) => onFilter({ ...filter, types })} />
      <input
        type="search"
        className="day-text"
        aria-label={t('dayFilters.text')}
        placeholder={t('dayFilters.textShort')}
        maxLength={200}
        autoComplete="off"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
    </>
  );
}
