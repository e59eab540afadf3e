import { Button } from '@mantine/core';
import type { CaseDecision, ComparedPerson, DuplicateCase, FileLook } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { CASE_DECISIONS, type Decisions } from './decisions.ts';

const AT_ONCE = 50;

interface CasesProps {
  readonly file: FileLook;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

/** Persons that are there already, or may be: what the file says beside what Siegel knows, by which rule, and what happens. The ones
 *  that wait for a decision come first. */
export function Cases({ file, decisions, onDecide }: CasesProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(AT_ONCE);
  const { cases, persons } = file;
  const sorted = cases.toSorted((a, b) => rank(a) - rank(b));
  const beyond = persons.same + persons.possible - cases.length;
  return (
    <section className="part">
      <div className="row wrap">
        <h3>{t('import.cases.title')}</h3>
        <span className="sp" />
        {persons.possible > 0 && (
          <span className="row">
            <span className="d t12">{t('import.cases.forAll')}</span>
            <Choice
              label={t('import.cases.forAll')}
              value={decisions.possible}
              onChange={(possible) => onDecide({ ...decisions, possible })}
            />
          </span>
        )}
      </div>
      <table className="list cases">
        <thead>
          <tr>
            <th scope="col">{t('import.cases.planned')}</th>
            <th scope="col">{t('import.cases.known')}</th>
            <th scope="col">{t('import.cases.rule')}</th>
            <th scope="col">{t('import.cases.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((one) => (
            <CaseRow
              key={one.sourceRef}
              one={one}
              value={decisions.cases[one.sourceRef] ?? (one.grade === 'same' ? 'same' : decisions.possible)}
              onChange={(decision) =>
                onDecide({ ...decisions, cases: { ...decisions.cases, [one.sourceRef]: decision } })
              }
            />
          ))}
        </tbody>
      </table>
      {shown < sorted.length && (
        <Button variant="subtle" size="xs" onClick={() => setShown(shown + AT_ONCE)}>
          {t('import.cases.more', { count: formatCount(sorted.length - shown) })}
        </Button>
      )}
      {beyond > 0 && <p className="d t12 inset">{t('import.cases.beyond', { count: beyond })}</p>}
    </section>
  );
}

function rank({ grade }: DuplicateCase): number {
  return grade === 'possible' ? 0 : 1;
}

function CaseRow({
  one,
  value,
  onChange,
}: {
  one: DuplicateCase;
  value: CaseDecision | undefined;
  onChange: (decision: CaseDecision) => void;
}) {
  const { t } = useTranslation();
  const name = `${one.planned.familienname}, ${one.planned.vorname ?? ''}`;
  return (
    <tr className={value === undefined ? 'open-case' : ''}>
      <td data-label={t('import.cases.planned')}>
        <Compared person={one.planned} />
      </td>
      <td data-label={t('import.cases.known')}>
        <Compared person={one.known} />
      </td>
      <td data-label={t('import.cases.rule')} className="d">
        {one.reasons.map((reason) => t(`import.reason.${reason}`)).join(', ')}
      </td>
      <td data-label={t('import.cases.decision')}>
        <Choice label={t('import.cases.label', { name })} value={value} onChange={onChange} />
      </td>
    </tr>
  );
}

function Compared({ person }: { person: ComparedPerson }) {
  const language = useLanguage();
  const { geburtsdatum, ort, patientennummer, versichertennummer } = person;
  const facts = [
    geburtsdatum === undefined ? undefined : formatDay(geburtsdatum, language),
    ort,
    patientennummer === undefined ? undefined : `#${patientennummer}`,
    versichertennummer,
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <b className="n">
        <bdi>{[person.familienname, person.vorname].filter((part) => part !== undefined).join(', ')}</bdi>
      </b>
      <br />
      <bdi className="d t12">{facts.join(' · ')}</bdi>
    </>
  );
}

function Choice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: CaseDecision | undefined;
  onChange: (decision: CaseDecision) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="seg" role="group" aria-label={label}>
      {CASE_DECISIONS.map((decision) => (
        <button key={decision} type="button" aria-pressed={value === decision} onClick={() => onChange(decision)}>
          {t(`import.cases.${decision}`)}
        </button>
      ))}
    </div>
  );
}
