import type { EintragView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/command.css';
import { formatCount, formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { addDays, parseDay } from '../text/parse-day.ts';
import { type AkteFilter, akteLines } from './akte-lines.ts';
import { KeptFilters } from './kept-filters.tsx';

/** What the further filters work on. */
export interface FilterMoreProps {
  readonly eintraege: readonly EintragView[];
  readonly filter: AkteFilter;
  readonly onFilter: (filter: AkteFilter) => void;
}

const SPANS = [
  ['month', 30],
  ['quarter', 91],
  ['year', 365],
] as const;

/** Author, time, and the filters somebody keeps (FI1, FI5). */
export function FilterMore({ eintraege, filter, onFilter }: FilterMoreProps) {
  const { t } = useTranslation();
  const today = localDay(Date.now());
  return (
    <div className="bar line filter-more" role="group" aria-label={t('find.more')}>
      <AuthorFilter {...{ eintraege, filter, onFilter }} />
      <DayField label={t('find.from')} day={filter.from} onDay={(from) => onFilter({ ...filter, from })} />
      <DayField label={t('find.to')} day={filter.to} onDay={(to) => onFilter({ ...filter, to })} />
      <div className="seg" role="group" aria-label={t('find.span')}>
        {SPANS.map(([span, days]) => {
          const from = addDays(today, -days);
          const isOn = filter.from === from && filter.to === undefined;
          return (
            <button
              key={span}
              type="button"
              aria-pressed={isOn}
              onClick={() => onFilter({ ...filter, from: isOn ? undefined : from, to: undefined })}
            >
              {t(`find.${span}`)}
            </button>
          );
        })}
      </div>
      <span className="sp" />
      <KeptFilters {...{ eintraege, filter, onFilter }} />
    </div>
  );
}

function AuthorFilter({ eintraege, filter, onFilter }: FilterMoreProps) {
  const { t } = useTranslation();
  const counts = new Map<string, number>();
  for (const { eintrag } of akteLines(eintraege, { ...filter, author: undefined }))
    counts.set(eintrag.author, (counts.get(eintrag.author) ?? 0) + 1);
  const names = [...counts].filter(([name]) => name !== '').toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <select
      className="site-filter"
      aria-label={t('find.author')}
      value={filter.author ?? ''}
      onChange={({ currentTarget: { value } }) => onFilter({ ...filter, author: value === '' ? undefined : value })}
    >
      <option value="">{t('find.everybody')}</option>
      {names.map(([name, count]) => (
        <option key={name} value={name}>
          {name} ({formatCount(count)})
        </option>
      ))}
    </select>
  );
}

/** A day as people type it; what is no day is not taken over. */
function DayField({
  label,
  day,
  onDay,
}: {
  label: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}) {
  const language = useLanguage();
  const written = day === undefined ? '' : formatDay(day, language);
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped(written), [written]);
  const parsed = parseDay(typed, localDay(Date.now()));
  function take(): void {
    if (typed.trim() === '') onDay(undefined);
    else if (parsed === undefined) setTyped(written);
    else onDay(parsed);
  }
  return (
    <label className="filter-day">
      {label}
      <input
        size={10}
        autoComplete="off"
        aria-invalid={typed.trim() !== '' && parsed === undefined}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </label>
  );
}
