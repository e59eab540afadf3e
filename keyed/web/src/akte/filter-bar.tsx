import type { EintragView } from '@siegel/safe';
import { type Ref, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { later } from '../shell/later.ts';
import { formatCount } from '../text/format.ts';
import { type AkteFilter, countByKuerzel, SHOW_ALL } from './akte-lines.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';

const FilterMore = later(async () => (await import('./filter-more.tsx')).FilterMore);

/** What the filters work on. */
export interface FilterBarProps {
  readonly eintraege: readonly EintragView[];
  readonly filter: AkteFilter;
  readonly onFilter: (filter: AkteFilter) => void;
  readonly shownCount: number;
  readonly filterField: Ref<HTMLInputElement>;
}

/** The filters of the Akte: Kuerzel that occur in it, each with its count, and text; author, time and kept ones on demand. */
export function FilterBar({ eintraege, filter, onFilter, shownCount, filterField }: FilterBarProps) {
  const { t } = useTranslation();
  const further = [filter.author, filter.from, filter.to].filter((one) => one !== undefined).length;
  // What works stays in sight.
  const [isOpen, setIsOpen] = useState(further > 0);
  return (
    <>
      <div className="bar line filter-bar">
        <KuerzelFilter eintraege={eintraege} filter={filter} onFilter={onFilter} />
        <SiteFilter eintraege={eintraege} filter={filter} onFilter={onFilter} />
        <span className="sp" />
        <button
          type="button"
          className="row-action filter-further"
          aria-expanded={isOpen}
          title={t('find.more')}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="filter" small />
          <span className="visually-hidden">{t('find.more')}</span>
          {further > 0 && <span className="c">{further}</span>}
        </button>
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
      {isOpen && (
        <Suspense>
          <FilterMore {...{ eintraege, filter, onFilter }} />
        </Suspense>
      )}
    </>
  );
}

/** True while nothing is hidden. */
function isWhole(filter: AkteFilter): boolean {
  return (
    filter.kuerzel.size === 0 &&
    filter.text === '' &&
    [filter.author, filter.from, filter.to, filter.site].every((one) => one === undefined)
  );
}

/** One site or all of them, where the person has Akten at several (BS13). */
function SiteFilter({ eintraege, filter, onFilter }: Pick<FilterBarProps, 'eintraege' | 'filter' | 'onFilter'>) {
  const { t } = useTranslation();
  const sites = [...new Set(eintraege.flatMap(({ siteName }) => siteName ?? []))].toSorted();
  if (sites.length < 2) return null;
  return (
    <select
      className="site-filter"
      aria-label={t('aktenSites.filter')}
      value={filter.site ?? ''}
      onChange={({ currentTarget: { value } }) => onFilter({ ...filter, site: value === '' ? undefined : value })}
    >
      <option value="">{t('aktenSites.filterAll')}</option>
      {sites.map((site) => (
        <option key={site} value={site}>
          {site}
        </option>
      ))}
    </select>
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
      <button type="button" aria-pressed={isWhole(filter)} onClick={() => onFilter(SHOW_ALL)}>
        {t('filter.all')}
      </button>
      {[...countByKuerzel(eintraege, filter)].map(([kuerzel, count]) => (
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
