import type { DraftValue } from './draft.ts';
import { KVNR_SYSTEMS } from './fhir-definitions.ts';
import type { FhirEntry } from './fhir-entry.ts';
import { childOf, childrenOf, extensionsOf, type FhirNode, type NodeTaker, nodesAt } from './fhir-node.ts';
import { type FhirReading, fhirSource } from './fhir-reading.ts';
import { takeAllWords, takePartialDate, takeWholeName } from './fhir-value.ts';

const HUMAN_NAME = 'http://hl7.org/fhir/StructureDefinition/humanname-';
const ADDRESS = 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-';
const GENDER_DE = 'http://fhir.de/StructureDefinition/gender-amtlich-de';
const GENDERS: Readonly<Record<string, string>> = { male: 'm', female: 'w', other: 'd', unknown: 'unbekannt' };
/** Kinds with a field of their own; the first of each goes there. */
const DIRECT = new Set(['telefon', 'mobil', 'email']);
const TELECOM: Readonly<Record<string, string>> = { phone: 'telefon', fax: 'fax', email: 'email' };

/** Takes a Patient (IX13). */
export function takePatient(entry: FhirEntry, reading: FhirReading): DraftValue {
  const { node } = entry;
  const { taker } = reading;
  const value: DraftValue = { ...takeName(node, taker), source: fhirSource(reading, entry) };
  value['geburtsdatum'] = takePartialDate(taker, node, 'birthDate');
  value['verstorbenAm'] = takePartialDate(taker, node, 'deceasedDateTime');
  value['geschlecht'] = takeGender(node, taker);
  Object.assign(
    value,
    takeAddress(
      childrenOf(node, 'address').find((address) => childOf(address, 'type')?.value !== 'postal'),
      taker,
    ),
  );
  Object.assign(value, takeTelecom(node, taker));
  Object.assign(value, takeIdentifiers(node, taker));
  value['muttersprache'] = takeAllWords(taker, nodesAt(node, 'communication.language').slice(0, 1));
  value['vertretungen'] = childrenOf(node, 'contact').flatMap((contact) => takeRepresentative(contact, taker));
  return value;
}

/** Takes a RelatedPerson or a contact of a patient as one who acts for the patient. */
export function takeRepresentative(node: FhirNode, taker: NodeTaker): DraftValue[] {
  const names = childrenOf(node, 'name');
  const name = takeWholeName(taker, names[0]);
  if (name === undefined || name === '') return [];
  const contacts = takeTelecom(node, taker);
  const { strasse, plz, ort, land } = takeAddress(childOf(node, 'address'), taker);
  const place = [plz, ort].filter((part) => part !== undefined).join(' ');
  const anschrift = [strasse, place, land].filter((part) => part !== undefined && part !== '').join(', ');
  const art = takeAllWords(taker, childrenOf(node, 'relationship'));
  return [{ art, name, telefon: contacts['telefon'] ?? contacts['mobil'], email: contacts['email'], anschrift }];
}

function takeName(node: FhirNode, taker: NodeTaker): DraftValue {
  const names = childrenOf(node, 'name');
  const maiden = names.find((name) => childOf(name, 'use')?.value === 'maiden');
  const official = names.find((name) => childOf(name, 'use')?.value === 'official');
  const name = official ?? names.find((other) => other !== maiden);
  const family = childOf(name, 'family');
  const familienname = taker.text(name, 'family') ?? familyOfText(name);
  const addition = ext(family, `${HUMAN_NAME}own-prefix`, taker);
  takeRedundant(family, `${HUMAN_NAME}own-name`, [familienname ?? ''], taker);
  return {
    familienname,
    vorname: taker.texts(name, 'given').join(' '),
    titel: taker.texts(name, 'prefix').join(' '),
    namenszusatz: ext(family, 'http://fhir.de/StructureDefinition/humanname-namenszusatz', taker),
    vorsatzwort: addition,
    geburtsname: taker.text(maiden, 'family'),
  };
}

// A name given only as text: the last word is taken for the surname unless a comma says otherwise; the text stays kept.
function familyOfText(name: FhirNode | undefined): string | undefined {
  const text = childOf(name, 'text')?.value?.trim() ?? '';
  if (text === '') return undefined;
  const [beforeComma, afterComma] = text.split(',');
  if (afterComma !== undefined) return beforeComma?.trim();
  return text.split(/\s+/).at(-1);
}

function takeGender(node: FhirNode, taker: NodeTaker): string | undefined {
  const gender = childOf(node, 'gender');
  const known =
    gender?.value === undefined || !Object.hasOwn(GENDERS, gender.value) ? undefined : GENDERS[gender.value];
  if (known === undefined) return undefined;
  taker.take(gender);
  const [official] = extensionsOf(gender, GENDER_DE);
  const code = nodesAt(official, 'valueCoding.code')[0];
  if (code?.value !== 'X' && code?.value !== 'D') return known;
  taker.take(code);
  return code.value.toLowerCase();
}

function takeAddress(
  address: FhirNode | undefined,
  taker: NodeTaker,
): Partial<Record<'strasse' | 'anschriftenzusatz' | 'plz' | 'ort' | 'land', string>> {
  const [first, ...more] = childrenOf(address, 'line');
  const strasse = first?.value?.trim();
  taker.take(first, ...more);
  const parts = (strasse ?? '').split(/\s+/);
  takeRedundant(first, `${ADDRESS}houseNumber`, parts, taker);
  takeRedundant(first, `${ADDRESS}streetName`, [parts.slice(0, -1).join(' ')], taker);
  const found = {
    strasse,
    anschriftenzusatz: more.map(({ value }) => value?.trim() ?? '').join(', '),
    plz: taker.text(address, 'postalCode'),
    ort: taker.text(address, 'city'),
    land: taker.text(address, 'country'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, part]) => part !== undefined && part !== ''));
}

function takeTelecom(node: FhirNode, taker: NodeTaker): DraftValue {
  const value: DraftValue = {};
  const more: DraftValue[] = [];
  for (const telecom of childrenOf(node, 'telecom')) {
    const wert = taker.text(telecom, 'value');
    if (wert === undefined || wert === '') continue;
    const art = takeTelecomKind(telecom, taker);
    if (DIRECT.has(art) && value[art] === undefined) value[art] = wert;
    else more.push({ art, wert });
  }
  return more.length === 0 ? value : { ...value, telecom: more };
}

function takeTelecomKind(telecom: FhirNode, taker: NodeTaker): string {
  const system = childOf(telecom, 'system');
  const use = childOf(telecom, 'use');
  const named = system?.value !== undefined && Object.hasOwn(TELECOM, system.value) ? TELECOM[system.value] : undefined;
  if (named === undefined) return 'sonstige';
  taker.take(system);
  if (named !== 'telefon' || use?.value !== 'mobile') return named;
  taker.take(use);
  return 'mobil';
}

function takeIdentifiers(node: FhirNode, taker: NodeTaker): DraftValue {
  const versicherungen: DraftValue[] = [];
  const patientennummern: DraftValue[] = [];
  for (const identifier of childrenOf(node, 'identifier')) {
    const number = taker.text(identifier, 'value');
    if (number === undefined || number === '') continue;
    const system = childOf(identifier, 'system')?.value ?? '';
    if (KVNR_SYSTEMS.has(system)) versicherungen.push({ versichertennummer: number });
    else {
      const quelle = system === '' ? (nodesAt(identifier, 'type.coding.code')[0]?.value ?? 'FHIR') : system;
      if (system !== '') taker.take(childOf(identifier, 'system'));
      patientennummern.push({ quelle, nummer: number });
    }
  }
  return { versicherungen, patientennummern };
}

function ext(node: FhirNode | undefined, url: string, taker: NodeTaker): string | undefined {
  const [extension] = extensionsOf(node, url);
  taker.take(childOf(extension, 'url'));
  return taker.text(extension, 'valueString');
}

/** Extensions that only repeat a part of what was taken hold nothing new. */
function takeRedundant(node: FhirNode | undefined, url: string, known: readonly string[], taker: NodeTaker): void {
  for (const extension of extensionsOf(node, url)) {
    const value = childOf(extension, 'valueString');
    if (value?.value !== undefined && known.includes(value.value.trim())) taker.take(value, childOf(extension, 'url'));
  }
}
