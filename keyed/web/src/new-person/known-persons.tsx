import { Button, Kbd } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { PersonCandidate } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { CaveMark, fullName } from '../search/person-line.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Persons that the one being entered may already be, with the way to their Akte. Alt J opens the only one; of several it goes to the
 *  first, and the arrows go on (PE4). */
export function KnownPersons({
  known,
  onOpen,
}: {
  known: readonly PersonCandidate[];
  onOpen: (personId: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  const [first] = known;
  useKeys(
    first === undefined
      ? {}
      : { 'Alt+KeyJ': () => (known.length === 1 ? onOpen(first.person.personId) : focusAt(list.current, 0)) },
  );
  if (known.length === 0) return null;
  const isCertain = known.some(({ grade }) => grade === 'same');
  return (
    <Note icon={isCertain ? 'alert' : 'info'} tone="warn">
      <b className="n">{t(isCertain ? 'newPerson.known' : 'newPerson.maybeKnown')}</b>
      <ul className="known" ref={list} onKeyDown={(event) => move(event, list.current)}>
        {known.map(({ person, reasons }, at) => (
          <li key={person.personId}>
            <span>
              <span className="n">{fullName(person)}</span> <CaveMark row={person} />{' '}
              <span className="d">{person.geburtsdatum !== undefined && formatDay(person.geburtsdatum, language)}</span>
              <br />
              <span className="m t12">{reasons.map((reason) => t(`newPerson.reason.${reason}`)).join(', ')}</span>
            </span>
            <Button onClick={() => onOpen(person.personId)}>
              {t('newPerson.jump')} {at === 0 && <Kbd>{t('persons.jumpKey')}</Kbd>}
            </Button>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function focusAt(list: HTMLElement | null, at: number): void {
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  buttons[Math.min(buttons.length - 1, Math.max(0, at))]?.focus();
}

function move(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  focusAt(list, buttons.indexOf(document.activeElement as HTMLButtonElement) + step);
}
