import { Button } from '@mantine/core';
import type { DayView, KeptDayFilter } from '@siegel/safe';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { later } from '../shell/later.ts';
import { useKeys } from '../shell/use-keys.ts';
import { type DayFilter, EVERYTHING, isEverything, isSameFilter, listed, ofKept } from './day-filter.ts';
import type { KeptFilters } from './use-kept-filters.ts';

const FilterDialog = later(async () => (await import('./filter-dialog.tsx')).FilterDialog);
/** So many have a key. */
const KEYS = 9;

interface KeptProps {
  readonly view: DayView;
  readonly filter: DayFilter;
  readonly filters: KeptFilters;
  readonly onFilter: (filter: DayFilter) => void;
}

/** The own filters as buttons with what they list, each with its key, and the way to keep the one that is on (TL20). */
export function KeptFilterBar(props: KeptProps) {
  const { view, filter, filters, onFilter } = props;
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { resources } = view.calendar;
  const isOn = (one: KeptDayFilter) => isSameFilter(ofKept(one, resources), filter);
  /** Once more is everything again. */
  const choose = (one: KeptDayFilter) => onFilter(isOn(one) ? EVERYTHING : ofKept(one, resources));
  const keys = filters.kept.slice(0, KEYS).map((one, i) => [`Alt+Shift+Digit${i + 1}`, () => choose(one)] as const);
  useKeys(Object.fromEntries([...keys, ['Alt+Shift+Digit0', () => onFilter(EVERYTHING)]]));
  const mayKeep = view.mayWrite && !isEverything(filter) && !filters.kept.some(isOn);
  // Open, it stays: the last filter may be brought back in it.
  if (filters.kept.length === 0 && !mayKeep && !isOpen) return null;
  return (
    <div className="kept-day-filters" role="group" aria-label={t('dayFilters.own')}>
      {filters.kept.map((one, i) => (
        <button
          key={one.name}
          type="button"
          className="kept-day-filter"
          aria-pressed={isOn(one)}
          aria-keyshortcuts={i < KEYS ? `Alt+Shift+${i + 1}` : undefined}
          title={i < KEYS ? t('dayFilters.key', { key: i + 1 }) : undefined}
          onClick={() => choose(one)}
        >
          <span className="el">{one.name}</span>{' '}
          <span className="c">{listed(view, ofKept(one, resources)).length}</span>
        </button>
      ))}
      {view.mayWrite && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon name={mayKeep ? 'plus' : 'pen'} small />}
          onClick={() => setIsOpen(true)}
        >
          {t(mayKeep ? 'dayFilters.keep' : 'dayFilters.change')}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <FilterDialog {...{ view, filter, filters }} mayKeep={mayKeep} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
