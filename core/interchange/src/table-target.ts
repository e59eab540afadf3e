/** What a column of a table can become: a field of the person, a part of an Eintrag, kept word for word, or left out. */
export const TABLE_TARGETS = [
  'keep',
  'drop',
  'familienname',
  'vorname',
  'name',
  'geburtsdatum',
  'geschlecht',
  'geburtsname',
  'titel',
  'namenszusatz',
  'vorsatzwort',
  'patientennummer',
  'strasse',
  'hausnummer',
  'anschriftenzusatz',
  'plz',
  'ort',
  'plzOrt',
  'land',
  'telefon',
  'mobil',
  'fax',
  'email',
  'versichertennummer',
  'kostentraegerName',
  'ik',
  'versichertenart',
  'muttersprache',
  'verstorbenAm',
  'cave',
  'verwaltungsnotiz',
  'behandlungstag',
  'eintragArt',
  'eintragText',
  'icd',
] as const;
export type TableTarget = (typeof TABLE_TARGETS)[number];

// Words that head columns in exports of practice programs, address books and spreadsheets, folded as `foldTitle` folds them.
const TITLES: Readonly<Partial<Record<TableTarget, string>>> = {
  familienname:
    'familienname nachname zuname surname lastname last_name familyname family_name patname name1 name_nachname',
  vorname: 'vorname vornamen rufname firstname first_name givenname given_name forename name2 name_vorname',
  name: 'name patient person vollername anzeigename fullname full_name displayname klient kunde patientname',
  geburtsdatum:
    'geburtsdatum geburtstag gebdatum gebdat geb_datum geb_dat geb geboren geborenam birthdate birthday birth_date dob dateofbirth',
  geschlecht: 'geschlecht anrede sex gender mw',
  geburtsname: 'geburtsname maidenname maiden_name gebname',
  titel: 'titel akadtitel title prefix',
  namenszusatz: 'namenszusatz suffix',
  vorsatzwort: 'vorsatzwort namensvorsatz',
  patientennummer:
    'patientennummer patientennr patnr pat_nr patientenid patient_id patientid patid pid nr nummer id aktennummer aktenzeichen kundennummer kundennr klientennummer mrn',
  strasse:
    'strasse strassehausnummer strasse_hausnummer strassehausnr strasseundhausnummer anschrift adresse street address address1 str homestreet geschaeftlichstrasse',
  hausnummer: 'hausnummer hausnr hnr housenumber',
  anschriftenzusatz: 'anschriftenzusatz adresszusatz zusatz address2',
  plz: 'plz postleitzahl zip zipcode zip_code postalcode postal_code postcode homepostalcode',
  ort: 'ort stadt wohnort city town homecity',
  plzOrt: 'plzort plz_ort plzundort',
  land: 'land staat country homecountry',
  telefon:
    'telefon telefonnummer tel telnr tel1 festnetz telefonprivat telprivat phone phonenumber homephone rufnummer',
  mobil: 'mobil mobiltelefon mobilnummer mobilfunk handy handynummer mobile mobilephone cell cellphone',
  fax: 'fax faxnummer telefax',
  email: 'email e_mail mail emailadresse emailaddress mailadresse',
  versichertennummer:
    'versichertennummer versnr versichertennr vers_nr kvnr kvnummer versicherungsnummer egknummer insurancenumber',
  kostentraegerName:
    'kostentraeger krankenkasse kasse versicherung kostentraegername kassenname insurance insurer krankenversicherung',
  ik: 'ik iknummer ik_nr kassenik kostentraegerik',
  versichertenart: 'versichertenart versichertenstatus versstatus',
  muttersprache: 'muttersprache sprache language',
  verstorbenAm: 'verstorben verstorbenam todesdatum sterbedatum deceased',
  cave: 'cave allergie allergien unvertraeglichkeiten allergies',
  verwaltungsnotiz: 'verwaltungsnotiz verwaltung',
  behandlungstag: 'datum behandlungstag behandlungsdatum eintragsdatum besuchsdatum date visitdate termin',
  eintragArt: 'art typ kuerzel kategorie rubrik type kind',
  eintragText:
    'text eintrag notiz notizen bemerkung bemerkungen befund befunde kommentar anmerkung note notes comment dokumentation verlauf',
  icd: 'icd icd10 icdcode icd_code diagnosecode',
};

const TARGET_BY_TITLE: ReadonlyMap<string, TableTarget> = new Map(
  (Object.entries(TITLES) as [TableTarget, string][]).flatMap(([target, words]) =>
    words.split(' ').map((word) => [foldTitle(word), target] as const),
  ),
);

/** A title without case, umlauts, spaces and marks: `Geb.-Datum` is `gebdatum`. */
export function foldTitle(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]/g, '');
}

/** What a title says about its column. */
export function targetOfTitle(title: string): TableTarget | undefined {
  return TARGET_BY_TITLE.get(foldTitle(title));
}
