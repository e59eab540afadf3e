import { Button } from '@mantine/core';
import type { PersonRow } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '../day-list/person-field.tsx';
import { fullName } from '../search/person-line.tsx';

interface AboutPersonProps {
  readonly person: PersonRow | undefined;
  readonly onPerson: (person: PersonRow | undefined) => void;
}

/** Whom a message is about, if anybody; asked for on demand. */
export function AboutPerson({ person, onPerson }: AboutPersonProps) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  if (person !== undefined)
    return (
      <p className="row">
        <span className="m t12">{t('tasks.form.about')}</span> <b className="n">{fullName(person)}</b>
        <Button variant="subtle" size="xs" onClick={() => onPerson(undefined)}>
          {t('tasks.form.withoutPerson')}
        </Button>
      </p>
    );
  if (isAsked) return <PersonField person={undefined} isMissing={false} onPerson={onPerson} />;
  return (
    <p className="row">
      <Button variant="subtle" size="xs" onClick={() => setIsAsked(true)}>
        {t('tasks.form.withPerson')}
      </Button>
    </p>
  );
}
