import type { FileLook, PersonRow, UnassignedGroup } from '@siegel/safe';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatCount, formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { Decisions } from './decisions.ts';

const HITS = 5;
const SHOWN = 50;

interface UnassignedProps {
  readonly file: FileLook;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

/** Content for which the file has no person: what it says about whom it belongs to, and a person to give it to. */
export function Unassigned({ file, decisions, onDecide }: UnassignedProps) {
  const { t } = useTranslation();
  return (
    <section className="part">
      <h3>
        {t('import.unassigned.title')} <span className="c">{formatCount(file.unassigned)}</span>
      </h3>
      <p className="d t12">{t('import.unassigned.hint')}</p>
      <ul className="fields">
        {file.unassignedGroups.slice(0, SHOWN).map(({ sourceRef, hint, eintraege, items }, at) => (
          <li key={`${sourceRef}-${at}`}>
            <bdi>{hintText(hint) || sourceRef}</bdi>{' '}
            <span className="m">
              {t('import.unassigned.content', { eintraege: formatCount(eintraege), items: formatCount(items) })}
            </span>
          </li>
        ))}
      </ul>
      <PersonChoice
        person={decisions.home}
        onPerson={(home) => {
          const { home: _, ...others } = decisions;
          onDecide(home === undefined ? others : { ...others, home });
        }}
      />
    </section>
  );
}

function hintText({ familienname, vorname, geburtsdatum, ref }: UnassignedGroup['hint']): string {
  const name = [familienname, vorname, geburtsdatum].filter((part) => part !== undefined);
  return name.length > 0 ? name.join(', ') : (ref ?? '');
}

function PersonChoice({
  person,
  onPerson,
}: {
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
        <span className="d">{t('import.unassigned.to')}</span>
        <b className="n">
          <bdi>{fullName(person)}</bdi>
        </b>
        <Button variant="subtle" size="xs" onClick={() => onPerson(undefined)}>
          {t('import.unassigned.out')}
        </Button>
      </p>
    );
  return (
    <div className="person-choice">
      <label htmlFor={label} className="d t12">
        {t('import.unassigned.to')}
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
