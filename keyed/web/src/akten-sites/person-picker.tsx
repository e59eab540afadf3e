import type { PersonRow } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const MOST_SHOWN = 100;

/** Persons with an Akte at a site, to be found by name and ticked. Who is ticked stays so while something else is looked for. */
export function PersonPicker({
  siteId,
  chosen,
  onChoose,
}: {
  siteId: string;
  chosen: ReadonlyMap<string, PersonRow>;
  onChoose: (chosen: ReadonlyMap<string, PersonRow>) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const { persons, total } = usePersonsAt(siteId, query);
  function toggle(row: PersonRow): void {
    const next = new Map(chosen);
    if (!next.delete(row.personId)) next.set(row.personId, row);
    onChoose(next);
  }
  return (
    <div className="site-persons">
      <input
        type="search"
        aria-label={t('aktenSites.find')}
        placeholder={t('aktenSites.find')}
        autoComplete="off"
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <fieldset>
        <legend className="m t12">{t('aktenSites.chosen', { count: chosen.size })}</legend>
        {persons.map((row) => (
          <label key={row.personId}>
            <input type="checkbox" checked={chosen.has(row.personId)} onChange={() => toggle(row)} />
            <span>{fullName(row)}</span>
            {row.geburtsdatum !== undefined && (
              <span className="m t12 num">{formatDay(row.geburtsdatum, language)}</span>
            )}
          </label>
        ))}
        {persons.length === 0 && <p className="d">{t('aktenSites.nobody')}</p>}
        {total > persons.length && <p className="m t12">{t('aktenSites.shown', { shown: persons.length, total })}</p>}
      </fieldset>
    </div>
  );
}

function usePersonsAt(siteId: string, query: string) {
  const safe = useSafe();
  const [found, setFound] = useState<{ readonly persons: readonly PersonRow[]; readonly total: number }>({
    persons: [],
    total: 0,
  });
  useEffect(() => {
    let isOver = false;
    void safe.personsAtSite(siteId, query, MOST_SHOWN).then((answer) => {
      if (!isOver) setFound(answer);
    });
    return () => {
      isOver = true;
    };
  }, [safe, siteId, query]);
  return found;
}
