import { parseBirth } from './parse-birth.ts';

/** The fields of the form, as typed. */
export interface PersonFields {
  readonly familienname: string;
  readonly vorname: string;
  readonly geburtsdatum: string;
  readonly geburtsname: string;
  readonly geschlecht: string;
  readonly strasse: string;
  readonly plz: string;
  readonly ort: string;
  readonly telefon: string;
  readonly mobil: string;
  readonly email: string;
  readonly kostentraegerName: string;
  readonly versichertennummer: string;
  readonly ik: string;
}

export const EMPTY_PERSON: PersonFields = {
  familienname: '',
  vorname: '',
  geburtsdatum: '',
  geburtsname: '',
  geschlecht: '',
  strasse: '',
  plz: '',
  ort: '',
  telefon: '',
  mobil: '',
  email: '',
  kostentraegerName: '',
  versichertennummer: '',
  ik: '',
};

/** What keeps the person from being entered, as keys of `newPerson`. */
export interface PersonFaults {
  readonly familienname?: 'nameMissing';
  readonly geburtsdatum?: 'birthWrong' | 'birthFuture';
}

/** Checks what was typed; only a name is needed, a date of birth must be one. */
export function personFaults({ familienname, geburtsdatum }: PersonFields, today: string): PersonFaults {
  const born = parseBirth(geburtsdatum, today);
  const isTyped = geburtsdatum.trim() !== '';
  return {
    ...(familienname.trim() === '' && { familienname: 'nameMissing' as const }),
    ...(isTyped && born === undefined && { geburtsdatum: 'birthWrong' as const }),
    ...(born !== undefined && born > today && { geburtsdatum: 'birthFuture' as const }),
  };
}

/** The person record of what was typed: empty fields are left out, a date that is none too. */
export function personOfFields(fields: PersonFields, today: string): Readonly<Record<string, unknown>> {
  const { geburtsdatum, kostentraegerName: _name, versichertennummer: _number, ik: _ik, ...plain } = fields;
  const insurance = insuranceOfFields(fields);
  const born = parseBirth(geburtsdatum, today);
  return {
    ...filled(plain),
    ...(born !== undefined && { geburtsdatum: born }),
    ...(Object.keys(insurance).length > 0 && { versicherungen: [insurance] }),
  };
}

/** The insurance of what was typed: numbers without blanks, letters large as on the card. */
export function insuranceOfFields(fields: PersonFields): Readonly<Record<string, string>> {
  return filled({
    kostentraegerName: fields.kostentraegerName,
    ik: fields.ik.replaceAll(/\s/g, ''),
    versichertennummer: fields.versichertennummer.replaceAll(/\s/g, '').toUpperCase(),
  });
}

function filled(fields: Readonly<Record<string, string>>): Record<string, string> {
  const trimmed = Object.entries(fields).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}
