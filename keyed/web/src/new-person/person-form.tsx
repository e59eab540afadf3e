import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/stammdaten.css';
import { InsuranceHints } from '../stammdaten/insurance-hints.tsx';
import { TownOffers } from '../stammdaten/town-offers.tsx';
import { insuranceOfFields, type PersonFaults, type PersonFields } from './person-fields.ts';

const SEXES = ['w', 'm', 'd', 'x'] as const;

/** The fields of a person: label above, one group after the other, in the order a card is read. */
export function PersonForm({
  fields,
  faults,
  onFields,
  onBirthLeft,
}: {
  fields: PersonFields;
  faults: PersonFaults;
  onFields: (fields: PersonFields) => void;
  onBirthLeft: () => void;
}) {
  const { t } = useTranslation();
  const input = (name: keyof PersonFields, extra: Readonly<Record<string, unknown>> = {}) => (
    <TextInput
      key={name}
      className={`field-${name}`}
      label={t(`field.${name}`)}
      autoComplete="off"
      spellCheck={false}
      value={fields[name]}
      onChange={(event) => onFields({ ...fields, [name]: event.currentTarget.value })}
      {...extra}
    />
  );
  return (
    <div className="person-form">
      <fieldset>
        <legend>{t('newPerson.name')}</legend>
        {input('familienname', {
          autoFocus: true,
          error: faults.familienname === undefined ? undefined : t(`newPerson.${faults.familienname}`),
        })}
        {input('vorname')}
        {input('geburtsdatum', {
          description: t('newPerson.birthHint'),
          inputWrapperOrder: ['label', 'input', 'error', 'description'],
          inputMode: 'text',
          error: faults.geburtsdatum === undefined ? undefined : t(`newPerson.${faults.geburtsdatum}`),
          onBlur: onBirthLeft,
        })}
        {input('geburtsname')}
        <SexChoice value={fields.geschlecht} onChange={(geschlecht) => onFields({ ...fields, geschlecht })} />
      </fieldset>
      <fieldset>
        <legend>{t('newPerson.contact')}</legend>
        {input('strasse')}
        {input('plz', { inputMode: 'numeric' })}
        {input('ort')}
        <TownOffers code={fields.plz} town={fields.ort} onTown={(ort) => onFields({ ...fields, ort })} />
        {input('telefon', { inputMode: 'tel' })}
        {input('mobil', { inputMode: 'tel' })}
        {input('email', { inputMode: 'email' })}
      </fieldset>
      <InsuranceFields fields={fields} input={input} />
    </div>
  );
}

function InsuranceFields({
  fields,
  input,
}: {
  fields: PersonFields;
  input: (name: keyof PersonFields, extra?: Readonly<Record<string, unknown>>) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('newPerson.insurance')}</legend>
      {input('kostentraegerName')}
      {input('versichertennummer')}
      {input('ik', { inputMode: 'numeric' })}
      <InsuranceHints insurance={insuranceOfFields(fields)} />
    </fieldset>
  );
}

function SexChoice({ value, onChange }: { value: string; onChange: (sex: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="field-geschlecht" role="group" aria-label={t('field.geschlecht')}>
      <span className="choice-label">{t('field.geschlecht')}</span>
      <span className="seg">
        {SEXES.map((sex) => (
          <button
            key={sex}
            type="button"
            aria-pressed={value === sex}
            onClick={() => onChange(value === sex ? '' : sex)}
          >
            {t(`person.sex.${sex}`)}
          </button>
        ))}
      </span>
    </div>
  );
}
