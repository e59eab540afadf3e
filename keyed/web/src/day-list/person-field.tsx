import { Button, TextInput } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { CaveMark, fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const HITS = 6;

interface PersonFieldProps {
  /** Absent: whom an appointment is for. */
  readonly label?: string;
  /** Whether the field takes the focus of a dialog; true unless said. */
  readonly hasFocus?: boolean;
  readonly person: PersonRow | undefined;
  readonly isMissing: boolean;
  readonly onPerson: (person: PersonRow | undefined) => void;
}

/** Choosing whom it is for, as one types in the search. */
export function PersonField(props: PersonFieldProps) {
  const { t } = useTranslation();
  const { person, onPerson } = props;
  if (person === undefined) return <PersonSearch {...props} />;
  return (
    <p className="row chosen-person">
      <b className="n">{fullName(person)}</b>
      <CaveMark row={person} />
      <Born person={person} />
      <Button variant="subtle" size="xs" onClick={() => onPerson(undefined)}>
        {t('dayList.form.otherPerson')}
      </Button>
    </p>
  );
}

function PersonSearch({ label: given, hasFocus = true, isMissing, onPerson }: PersonFieldProps) {
  const { t } = useTranslation();
  const label = given ?? t('dayList.form.person');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const hits = useHits(query);
  const at = Math.min(active, Math.max(0, hits.length - 1));
  function onKeyDown(event: KeyboardEvent): void {
    const hit = hits[at];
    if (event.key === 'ArrowDown') setActive(at + 1);
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter' && !event.ctrlKey && hit !== undefined) onPerson(hit);
    else return;
    event.preventDefault();
  }
  return (
    <div className="person-field">
      <TextInput
        label={label}
        placeholder={t('search.placeholder')}
        value={query}
        data-autofocus={hasFocus || undefined}
        autoComplete="off"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={hits.length === 0 ? undefined : `${listId}-${at}`}
        error={isMissing && t('dayList.form.personMissing')}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={label}>
        {hits.map((row, i) => (
          <PersonHit
            key={row.personId}
            id={`${listId}-${i}`}
            row={row}
            isActive={i === at}
            onTake={() => onPerson(row)}
          />
        ))}
      </ul>
    </div>
  );
}

function PersonHit({
  id,
  row,
  isActive,
  onTake,
}: {
  id: string;
  row: PersonRow;
  isActive: boolean;
  onTake: () => void;
}) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      <span className="n">{fullName(row)}</span> <CaveMark row={row} /> <Born person={row} />
    </li>
  );
}

function Born({ person: { geburtsdatum } }: { person: PersonRow }) {
  const language = useLanguage();
  return <span className="m t12">{geburtsdatum === undefined ? '' : formatDay(geburtsdatum, language)}</span>;
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
