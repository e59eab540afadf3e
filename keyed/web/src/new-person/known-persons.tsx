import { Button } from '@mantine/core';
import type { PersonCandidate } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Persons that the one being entered may already be, with the way to their Akte. */
export function KnownPersons({
  known,
  onOpen,
}: {
  known: readonly PersonCandidate[];
  onOpen: (personId: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (known.length === 0) return null;
  const isCertain = known.some(({ grade }) => grade === 'same');
  return (
    <Note icon={isCertain ? 'alert' : 'info'} tone="warn">
      <b className="n">{t(isCertain ? 'newPerson.known' : 'newPerson.maybeKnown')}</b>
      <ul className="known">
        {known.map(({ person, reasons }) => (
          <li key={person.personId}>
            <span>
              <span className="n">{fullName(person)}</span>{' '}
              <span className="d">{person.geburtsdatum !== undefined && formatDay(person.geburtsdatum, language)}</span>
              <br />
              <span className="m t12">{reasons.map((reason) => t(`newPerson.reason.${reason}`)).join(', ')}</span>
            </span>
            <Button onClick={() => onOpen(person.personId)}>{t('newPerson.jump')}</Button>
          </li>
        ))}
      </ul>
    </Note>
  );
}
