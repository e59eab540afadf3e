import { Button, Kbd } from '@mantine/core';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseBirth } from './parse-birth.ts';
import { KnownPersons } from './known-persons.tsx';
import { EMPTY_PERSON, type PersonFaults, type PersonFields, personFaults, personOfFields } from './person-fields.ts';
import { PersonForm } from './person-form.tsx';
import { useKnownElsewhere } from './use-known-elsewhere.ts';
import { useKnownPersons } from './use-known-persons.ts';

/** Entering a person. Whoever is there already is shown while typing; what is typed stays until it is kept. */
export function NewPersonScreen({
  persons,
  onOpen,
  onHome,
}: {
  /** How many can be found so far. */
  persons: number;
  onOpen: (personId: string) => void;
  onHome: () => void;
}) {
  const { t } = useTranslation();
  const creation = useCreation(onOpen, onHome);
  const form = usePersonForm((draft) => void creation.create(draft));
  const known = useKnownPersons(form.fields, persons);
  const isElsewhere = useKnownElsewhere(form.fields);
  const isCertain = known.some(({ grade }) => grade === 'same');
  return (
    <div className="new-person">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) form.submit();
          if (event.key === 'Escape') onHome();
        }}
      >
        <div className="bar line">
          <h1>{t('newPerson.title')}</h1>
          <span className="sp" />
          <Button variant="subtle" onClick={onHome}>
            {t('newPerson.cancel')} <Kbd>Esc</Kbd>
          </Button>
          <Button type="submit" variant="filled" aria-disabled={creation.isBusy} rightSection={<Kbd>Enter</Kbd>}>
            {t(saveLabel(creation.isBusy, isCertain))}
          </Button>
        </div>
        <div className="new-person-body">
          <PersonForm fields={form.fields} faults={form.faults} onFields={form.change} onBirthLeft={form.leaveBirth} />
          <div className="new-person-side">
            <KnownPersons known={known} onOpen={onOpen} />
            {isElsewhere && !isCertain && <ElsewhereNote />}
            <Outcome failure={creation.failure} isQueued={creation.isQueued} />
          </div>
        </div>
      </form>
    </div>
  );
}

/** What is typed and what is wrong with it. */
function usePersonForm(onReady: (draft: Readonly<Record<string, unknown>>) => void) {
  const language = useLanguage();
  const [fields, setFields] = useState<PersonFields>(EMPTY_PERSON);
  const [faults, setFaults] = useState<PersonFaults>({});
  const today = localDay(Date.now());
  return {
    fields,
    faults,
    change: (changed: PersonFields) => {
      setFields(changed);
      setFaults({});
    },
    /** What was understood of a date stands in the field from then on: a slip is seen before it is kept. */
    leaveBirth: () => {
      const born = parseBirth(fields.geburtsdatum, today);
      if (born !== undefined) setFields({ ...fields, geburtsdatum: formatDay(born, language) });
      setFaults(fields.geburtsdatum === '' ? {} : { ...faults, ...pickBirth(personFaults(fields, today)) });
    },
    submit: () => {
      const found = personFaults(fields, today);
      setFaults(found);
      if (Object.keys(found).length === 0) onReady(personOfFields(fields, today));
    },
  };
}

function saveLabel(isBusy: boolean, isCertain: boolean) {
  if (isBusy) return 'newPerson.busy';
  return isCertain ? 'newPerson.anyway' : 'newPerson.save';
}

function pickBirth({ geburtsdatum }: PersonFaults): PersonFaults {
  return geburtsdatum === undefined ? {} : { geburtsdatum };
}

function useCreation(onOpen: (personId: string) => void, onHome: () => void) {
  const safe = useSafe();
  const [isBusy, setIsBusy] = useState(false);
  const [isQueued, setIsQueued] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function create(draft: Readonly<Record<string, unknown>>): Promise<void> {
    // Waiting already: a second one would be a second person. The way on leads home.
    if (isQueued) return onHome();
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const created = await safe.createPerson(draft);
    setIsBusy(false);
    if (!created.ok) setFailure(created.error);
    else if (created.value.saved) onOpen(created.value.personId);
    else setIsQueued(true);
  }
  return { create, isBusy, isQueued, failure };
}

/** Said where nobody of one's own sites surely is the person: that one may be seen, this one only asked for (BS44). */
function ElsewhereNote() {
  const { t } = useTranslation();
  return (
    <Note icon="alert" tone="warn">
      <b className="n">{t('strict.elsewhere')}</b> {t('strict.elsewhereAsk')}
    </Note>
  );
}

function Outcome({ failure, isQueued }: { failure: Failure | undefined; isQueued: boolean }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (isQueued) return <Note icon="clock">{t('newPerson.queued')}</Note>;
  if (failure === undefined) return null;
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('newPerson.failed')}</b> {failureText(failure)}
    </Note>
  );
}
