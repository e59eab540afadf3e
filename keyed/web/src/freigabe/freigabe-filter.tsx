import type { FreigabeItem } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useKuerzelLabel } from '../akte/kuerzel-label.ts';
import { type FreigabeFilter, fromWhom, SHOW_EVERYTHING } from './freigabe-tabs.ts';

const AGES = [0, 1, 3, 7] as const;

/** The filters of a list: what occurs in it. */
export function FreigabeFilterBar({
  items,
  filter,
  onFilter,
}: {
  items: readonly FreigabeItem[];
  filter: FreigabeFilter;
  onFilter: (filter: FreigabeFilter) => void;
}) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const authors = [...new Set([...items.map(fromWhom), filter.author])].filter((name) => name !== '').toSorted();
  const kinds = [...new Set([...items.map(({ kuerzel }) => kuerzel), filter.kuerzel])].filter(Boolean).toSorted();
  return (
    <div className="freigabe-filter" role="group" aria-label={t('freigabe.filter.title')}>
      <label>
        {t('freigabe.filter.author')}
        <select
          autoFocus
          value={filter.author}
          onChange={(event) => onFilter({ ...filter, author: event.target.value })}
        >
          <option value="">{t('freigabe.filter.all')}</option>
          {authors.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        {t('freigabe.filter.kind')}
        <select value={filter.kuerzel} onChange={(event) => onFilter({ ...filter, kuerzel: event.target.value })}>
          <option value="">{t('freigabe.filter.all')}</option>
          {kinds.map((kuerzel) => (
            <option key={kuerzel} value={kuerzel}>
              {`${kuerzel} ${labelOf(kuerzel)}`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('freigabe.filter.age')}
        <select value={filter.days} onChange={(event) => onFilter({ ...filter, days: Number(event.target.value) })}>
          {AGES.map((days) => (
            <option key={days} value={days}>
              {days === 0 ? t('freigabe.filter.anyAge') : t('freigabe.filter.days', { count: days })}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="link" onClick={() => onFilter(SHOW_EVERYTHING)}>
        {t('freigabe.filter.clear')}
      </button>
    </div>
  );
}
