import type { EintragView } from '@siegel/safe';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatCount } from '../text/format.ts';
import { type AkteFilter, countByKuerzel, SHOW_ALL } from './akte-lines.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';

/** What the filters work on. */
export interface FilterBarProps {
  readonly eintraege: readonly EintragView[];
  readonly filter: AkteFilter;
  readonly onFilter: (filter: AkteFilter) => void;
  readonly shownCount: number;
  readonly filterField: Ref<HTMLInputElement>;
}

/** The filters of the Akte: Kuerzel that occur in it, each with its count, and text. */
export function FilterBar({ eintraege, filter, onFilter, shownCount, filterField }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <div className="bar line filter-bar">
      <KuerzelFilter eintraege={eintraege} filter={filter} onFilter={onFilter} />
      <span className="sp" />
      <span className="m t12 nw filter-count" role="status">
        {t('filter.count', { shown: formatCount(shownCount), all: formatCount(eintraege.length) })}
      </span>
      <label className="filter-text">
        <Icon name="find" small />
        <input
          ref={filterField}
          aria-label={t('filter.text')}
          placeholder={t('filter.text')}
          title={t('filter.key')}
          autoComplete="off"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter.text === '') return;
            event.preventDefault();
            onFilter({ ...filter, text: '' });
          }}
        />
      </label>
    </div>
  );
}

function KuerzelFilter({ eintraege, filter, onFilter }: Pick<FilterBarProps, 'eintraege' | 'filter' | 'onFilter'>) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  function toggle(kuerzel: string): void {
    const chosen = new Set(filter.kuerzel);
    if (!chosen.delete(kuerzel)) chosen.add(kuerzel);
    onFilter({ ...filter, kuerzel: chosen });
  }
  return (
    <div className="seg" role="group" aria-label={t('filter.kuerzel')}>
      <button
        type="button"
        aria-pressed={filter.kuerzel.size === 0}
        onClick={() => onFilter({ ...filter, kuerzel: SHOW_ALL.kuerzel })}
      >
        {t('filter.all')}
      </button>
      {[...countByKuerzel(eintraege)].map(([kuerzel, count]) => (
        <button
          key={kuerzel}
          type="button"
          aria-pressed={filter.kuerzel.has(kuerzel)}
          title={labelOf(kuerzel)}
          onClick={() => toggle(kuerzel)}
        >
          <span className="kz">{kuerzel}</span> <span className="c">{formatCount(count)}</span>
        </button>
      ))}
    </div>
  );
}
