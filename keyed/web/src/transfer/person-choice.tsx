import { Button } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const HITS = 5;

/** Choosing one person: a field, the first hits below it, and the way back. */
export function PersonChoice({
  label: words,
  out,
  person,
  onPerson,
}: {
  label: string;
  /** What giving the choice up is called. */
  out: string;
  person: PersonRow | undefined;
  onPerson: (person: PersonRow | undefined) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const label = useId();
  const [query, setQuery] = useState('');
  const hits = useHits(query);
  if (person !== undefined)
    return (
      <p className="row inset">
        <span className="d">{words}</span>
        <b className="n">
          <bdi>{fullName(person)}</bdi>
        </b>
        <Button variant="subtle" size="xs" onClick={() => onPerson(undefined)}>
          {out}
        </Button>
      </p>
    );
  return (
    <div className="person-choice">
      <label htmlFor={label} className="d t12">
        {words}
      </label>
      <input
        id={label}
        className="select"
        autoComplete="off"
        placeholder={t('import.unassigned.find')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul>
        {hits.map((row) => (
          <li key={row.personId}>
            <button type="button" className="link" onClick={() => onPerson(row)}>
              <bdi>{fullName(row)}</bdi>
            </button>{' '}
            <span className="m">{row.geburtsdatum === undefined ? '' : formatDay(row.geburtsdatum, language)}</span>
          </li>
        ))}
        {query.trim() !== '' && hits.length === 0 && <li className="m">{t('import.unassigned.nobody')}</li>}
      </ul>
    </div>
  );
}

function useHits(query: string): readonly PersonRow[] {
  const safe = useSafe();
  const [hits, setHits] = useState<readonly PersonRow[]>([]);
  useEffect(() => {
    let left = false;
    if (query.trim() === '') setHits([]);
    else
      void safe.search(query, HITS).then(({ exact, soundAlike }) => {
        if (!left) setHits([...exact, ...soundAlike].slice(0, HITS));
      });
    return () => {
      left = true;
    };
  }, [safe, query]);
  return hits;
}
