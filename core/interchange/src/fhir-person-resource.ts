import { filled, type FhirJson, type RecordValue, text } from './fhir-resource.ts';

const KVNR = /^[A-Z]\d{9}$/;
const GENDERS: Readonly<Record<string, string>> = {
  m: 'male',
  w: 'female',
  d: 'other',
  x: 'other',
  unbekannt: 'unknown',
};
const SYSTEMS: Readonly<Record<string, string>> = { fax: 'fax', email: 'email', sonstige: 'other' };

/** A person as a FHIR Patient (IE42). */
export function patientOf(value: RecordValue, id: string): FhirJson {
  return filled({
    resourceType: 'Patient',
    id,
    identifier: identifiersOf(value),
    name: namesOf(value),
    telecom: telecomOf(value),
    gender: GENDERS[text(value, 'geschlecht') ?? ''],
    birthDate: text(value, 'geburtsdatum'),
    deceasedDateTime: text(value, 'verstorbenAm'),
    address: addressOf(value),
    contact: groups(value, 'vertretungen').map((contact) =>
      filled({
        relationship: text(contact, 'art') === undefined ? undefined : [{ text: text(contact, 'art') }],
        name: filled({ text: text(contact, 'name') }),
        telecom: [...channel('phone', text(contact, 'telefon')), ...channel('email', text(contact, 'email'))],
        address: text(contact, 'anschrift') === undefined ? undefined : { text: text(contact, 'anschrift') },
      }),
    ),
    communication:
      text(value, 'muttersprache') === undefined ? undefined : [{ language: { text: text(value, 'muttersprache') } }],
  });
}

function identifiersOf(value: RecordValue): readonly FhirJson[] {
  const insured = groups(value, 'versicherungen').flatMap((insurance) => {
    const number = text(insurance, 'versichertennummer');
    return number === undefined || !KVNR.test(number)
      ? []
      : [{ system: 'http://fhir.de/sid/gkv/kvid-10', value: number }];
  });
  const numbers = groups(value, 'patientennummern').map((number) =>
    filled({ type: { coding: [{ code: 'MR' }], text: text(number, 'quelle') }, value: text(number, 'nummer') }),
  );
  return [...insured, ...numbers];
}

function namesOf(value: RecordValue): readonly FhirJson[] {
  const maiden = text(value, 'geburtsname');
  const official = filled({
    use: 'official',
    family: [text(value, 'vorsatzwort'), text(value, 'familienname')].filter((part) => part !== undefined).join(' '),
    given: text(value, 'vorname')
      ?.split(/\s+/)
      .filter((name) => name !== ''),
    prefix: text(value, 'titel') === undefined ? undefined : [text(value, 'titel')],
    suffix: text(value, 'namenszusatz') === undefined ? undefined : [text(value, 'namenszusatz')],
  });
  return maiden === undefined ? [official] : [official, { use: 'maiden', family: maiden }];
}

function telecomOf(value: RecordValue): readonly FhirJson[] {
  return [
    ...channel('phone', text(value, 'telefon')),
    ...channel('phone', text(value, 'mobil'), 'mobile'),
    ...channel('email', text(value, 'email')),
    ...groups(value, 'telecom').flatMap((one) =>
      channel(
        SYSTEMS[text(one, 'art') ?? ''] ?? 'phone',
        text(one, 'wert'),
        text(one, 'art') === 'mobil' ? 'mobile' : undefined,
      ),
    ),
  ];
}

function channel(system: string, value: string | undefined, use?: string): readonly FhirJson[] {
  return value === undefined ? [] : [filled({ system, value, use })];
}

function addressOf(value: RecordValue): readonly FhirJson[] | undefined {
  const address = filled({
    line: [text(value, 'strasse'), text(value, 'anschriftenzusatz')].filter((line) => line !== undefined),
    city: text(value, 'ort'),
    postalCode: text(value, 'plz'),
    country: text(value, 'land'),
  });
  return Object.keys(address).length === 0 ? undefined : [address];
}

function groups(value: RecordValue, field: string): readonly RecordValue[] {
  const list = value[field];
  return Array.isArray(list) ? (list as readonly RecordValue[]) : [];
}
