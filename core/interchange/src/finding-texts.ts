import { TABLE_FINDING_TEXTS } from './table-finding-texts.ts';

/** error: the file is refused as a whole; warning: read, look at it; info: good to know. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** One entry of the catalogue: usual severity and the sentences, each of which says what to do. */
export interface FindingText {
  readonly severity: FindingSeverity;
  readonly de: string;
  readonly en: string;
}

const CATALOGUE = {
  FILE_NOT_RECOGNISED: {
    severity: 'error',
    de: 'Die Datei ist weder FHIR, GDT, LDT, BDT noch eine Tabelle oder Visitenkarte. Bitte die richtige Datei wählen.',
    en: 'The file is neither FHIR, GDT, LDT, BDT nor a table or address card. Please choose the right file.',
  },
  FORMAT_NOT_SUPPORTED: {
    severity: 'error',
    de: 'Das Format {format} wird erkannt, aber nicht eingelesen. Bitte im Ursprungsprogramm BDT oder FHIR ausgeben.',
    en: 'The format {format} is recognised but not imported. Please export BDT or FHIR from the program it comes from.',
  },
  FILE_EMPTY: {
    severity: 'error',
    de: 'Die Datei ist leer. Bitte die Übertragung wiederholen.',
    en: 'The file is empty. Please transfer it again.',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    de: 'Die Datei hat mehr als {limit} Bytes. Bitte in Teilen ausgeben, oder als BDT oder FHIR in JSON.',
    en: 'The file has more than {limit} bytes. Please export it in parts, or as BDT or FHIR in JSON.',
  },
  TOO_MANY_LINES: {
    severity: 'error',
    de: 'Die Datei hat mehr als {limit} Zeilen. Bitte in kleineren Teilen ausgeben.',
    en: 'The file has more than {limit} lines. Please export it in smaller parts.',
  },
  FINDING_REPEATED: {
    severity: 'info',
    de: 'Der Hinweis {code} trat noch {count}-mal auf. Bitte die gezeigten Stellen als Beispiele nehmen.',
    en: 'The finding {code} occurred {count} more times. Please take the ones shown as examples.',
  },
  CHARSET_CONTRADICTS: {
    severity: 'warning',
    de: 'Die Datei nennt den Zeichensatz {declared}, enthält aber {found}. Bitte Umlaute in der Vorschau prüfen.',
    en: 'The file declares the character set {declared} but contains {found}. Please check umlauts in the preview.',
  },
  CHARSET_GUESSED: {
    severity: 'info',
    de: 'Die Datei nennt keinen Zeichensatz; gelesen als {found}. Bitte Umlaute in der Vorschau prüfen.',
    en: 'The file declares no character set; read as {found}. Please check umlauts in the preview.',
  },
  DATE_ASSUMED: {
    severity: 'info',
    de: 'Ein Eintrag aus {source} hat kein Datum und bekommt das der Datei oder von heute. Bitte das Datum prüfen.',
    en: 'An Eintrag made of {source} has no date and gets that of the file or of today. Please check the date.',
  },
  FIELD_NOT_PLACEABLE: {
    severity: 'warning',
    de: 'Der Inhalt von {field} passt nicht in sein Feld und steht unter „Nicht zugeordnet“. Bitte dort übertragen.',
    en: 'The content of {field} does not fit its field and is kept under "Nicht zugeordnet". Please move it by hand.',
  },
  PERSON_MISSING: {
    severity: 'warning',
    de: '{source} gehört zu keiner Person dieser Datei. Bitte in der Vorschau einer Person zuordnen.',
    en: '{source} belongs to no person of this file. Please assign it to a person in the preview.',
  },
  PERSON_WITHOUT_NAME: {
    severity: 'warning',
    de: 'Eine Person ohne Familiennamen wird nicht angelegt. Bitte in der Vorschau einer Person zuordnen.',
    en: 'A person without surname is not created. Please assign the content to a person in the preview.',
  },
  PERSON_CONFLICT: {
    severity: 'warning',
    de: 'Die Datei nennt für eine Person zwei Angaben zu {field}; die zweite ist „Nicht zugeordnet“. Bitte prüfen.',
    en: 'The file gives two values of {field} for one person; the second is kept aside. Please check.',
  },
  NOTHING_TO_IMPORT: {
    severity: 'warning',
    de: 'Die Datei enthält nichts, was eingelesen werden kann. Bitte prüfen, ob es die richtige Datei ist.',
    en: 'The file contains nothing to import. Please check that it is the right file.',
  },
  XDT_NOT_XDT: {
    severity: 'error',
    de: 'Die Datei beginnt wie GDT, LDT oder BDT, ist aber nicht lesbar. Bitte neu ausgeben und übertragen.',
    en: 'The file begins like GDT, LDT or BDT but cannot be read. Please export and transfer it again.',
  },
  XDT_TRUNCATED: {
    severity: 'error',
    de: 'Die Datei ist abgeschnitten (Zeile {line}). Es wurde nichts eingelesen; bitte neu ausgeben und übertragen.',
    en: 'The file is cut off (line {line}). Nothing was imported; please export and transfer it again.',
  },
  XDT_LENGTH_WRONG: {
    severity: 'warning',
    de: 'Zeile {line}, Feld {field}: Länge {declared} angegeben, {actual} gefunden. Bitte den Inhalt prüfen.',
    en: 'Line {line}, field {field}: length {declared} declared, {actual} found. Please check the content.',
  },
  XDT_LENGTH_IN_CHARACTERS: {
    severity: 'info',
    de: 'Die Datei zählt Zeichen statt Bytes. Der Inhalt ist vollständig; bitte dem Hersteller melden.',
    en: 'The file counts characters instead of bytes. The content is complete; please tell the vendor.',
  },
  XDT_LINE_CONTINUED: {
    severity: 'warning',
    de: 'Zeile {line} setzt das Feld {field} fort (Zeilenumbruch im Inhalt). Bitte den Inhalt prüfen.',
    en: 'Line {line} continues field {field} (line break in the content). Please check the content.',
  },
  XDT_LINE_BREAK_MISSING: {
    severity: 'warning',
    de: 'In Zeile {line} fehlt ein Zeilenende; die Felder wurden nach ihrer Länge getrennt. Bitte den Inhalt prüfen.',
    en: 'Line {line} lacks a line end; the fields were split by their lengths. Please check the content.',
  },
  XDT_LINE_UNREADABLE: {
    severity: 'warning',
    de: 'Zeile {line} hat keine Feldkennung; ihr Inhalt ist „Nicht zugeordnet“. Bitte dort prüfen.',
    en: 'Line {line} has no field id; its content is kept aside. Please check it there.',
  },
  XDT_LINE_TOO_LONG: {
    severity: 'error',
    de: 'Zeile {line} ist länger als {limit} Bytes; das ist keine xDT-Datei. Bitte die richtige Datei wählen.',
    en: 'Line {line} is longer than {limit} bytes; this is no xDT file. Please choose the right file.',
  },
  XDT_RECORD_TOO_LONG: {
    severity: 'error',
    de: 'Der Satz ab Zeile {line} hat mehr als {limit} Zeilen. Bitte die Datei neu ausgeben.',
    en: 'The record from line {line} has more than {limit} lines. Please export the file again.',
  },
  XDT_RECORD_LENGTH_WRONG: {
    severity: 'warning',
    de: 'Der Satz ab Zeile {line} nennt die Länge {declared}, hat aber {actual}. Bitte auf Vollständigkeit prüfen.',
    en: 'The record from line {line} declares the length {declared} but has {actual}. Please check completeness.',
  },
  XDT_FILE_LENGTH_WRONG: {
    severity: 'warning',
    de: 'Die Datei nennt die Gesamtlänge {declared}, hat aber {actual}. Bitte auf Vollständigkeit prüfen.',
    en: 'The file declares the total length {declared} but has {actual}. Please check completeness.',
  },
  XDT_RECORD_UNKNOWN: {
    severity: 'warning',
    de: 'Die Satzart {satzart} (Zeile {line}) ist unbekannt; ihr Inhalt bleibt als Text erhalten. Bitte prüfen.',
    en: 'The record kind {satzart} (line {line}) is unknown; its content is kept as text. Please check.',
  },
  XDT_DATE_INVALID: {
    severity: 'warning',
    de: 'Zeile {line}, Feld {field}: kein gültiges Datum; der Inhalt ist „Nicht zugeordnet“. Bitte nachtragen.',
    en: 'Line {line}, field {field}: no valid date; the content is kept aside. Please enter it by hand.',
  },
  XDT_VALUE_INVALID: {
    severity: 'warning',
    de: 'Zeile {line}, Feld {field}: unbekannter Wert; der Inhalt ist „Nicht zugeordnet“. Bitte nachtragen.',
    en: 'Line {line}, field {field}: unknown value; the content is kept aside. Please enter it by hand.',
  },
  GDT_REQUEST: {
    severity: 'info',
    de: 'Die Datei fordert Stammdaten an (Satzart 6300) und enthält keine. Bitte die Antwort des Geräts einlesen.',
    en: 'The file requests master data (record 6300) and contains none. Please import the answer of the device.',
  },
  GDT_OBJECT_OPEN: {
    severity: 'warning',
    de: 'Das Objekt {object} (Zeile {line}) wird nicht richtig geschlossen. Bitte den Inhalt prüfen.',
    en: 'The object {object} (line {line}) is not closed properly. Please check the content.',
  },
  LDT_HEADER_MISSING: {
    severity: 'warning',
    de: 'Der Datei fehlt der Kopf mit Absender und Version. Bitte die Herkunft prüfen.',
    en: 'The file lacks its header with sender and version. Please check where it comes from.',
  },
  LDT3_STRUCTURE: {
    severity: 'error',
    de: 'Der Aufbau stimmt ab Zeile {line} nicht ({object}). Nichts eingelesen; bitte beim Absender neu anfordern.',
    en: 'The structure is wrong from line {line} ({object}). Nothing was imported; please request it again.',
  },
  LDT3_CHECKSUM_WRONG: {
    severity: 'error',
    de: 'Die Prüfsumme stimmt nicht: Die Datei wurde verändert. Nichts eingelesen; bitte neu anfordern.',
    en: 'The checksum is wrong: the file was changed. Nothing was imported; please request it again.',
  },
  LDT3_CHECKSUM_NOT_CHECKED: {
    severity: 'info',
    de: 'Die Datei trägt keine Prüfsumme, oder sie wurde nicht geprüft. Bitte auf Vollständigkeit prüfen.',
    en: 'The file carries no checksum, or it was not checked. Please check completeness.',
  },
  BDT_HEADER_MISSING: {
    severity: 'warning',
    de: 'Der Datei fehlt der Anfang des Datenträgers (Satzart 0020). Bitte die Herkunft prüfen.',
    en: 'The file lacks the start of the medium (record 0020). Please check where it comes from.',
  },
  FHIR_NOT_JSON: {
    severity: 'error',
    de: 'Die Datei ist kein gültiges JSON (oder abgeschnitten). Nichts eingelesen; bitte neu ausgeben.',
    en: 'The file is no valid JSON (or cut off). Nothing was imported; please export it again.',
  },
  FHIR_NOT_XML: {
    severity: 'error',
    de: 'Die Datei ist kein gültiges XML (oder abgeschnitten), Zeile {line}. Nichts eingelesen; bitte neu ausgeben.',
    en: 'The file is no valid XML (or cut off), line {line}. Nothing was imported; please export it again.',
  },
  FHIR_NOT_TEXT: {
    severity: 'error',
    de: 'Die Zeichen der Datei sind nicht lesbar (kein UTF-8). Nichts eingelesen; bitte als UTF-8 ausgeben.',
    en: 'The characters of the file cannot be read (not UTF-8). Nothing was imported; please export it as UTF-8.',
  },
  FHIR_NOT_FHIR: {
    severity: 'error',
    de: 'Die Datei ist keine FHIR-Ressource. Bitte die richtige Datei wählen.',
    en: 'The file is no FHIR resource. Please choose the right file.',
  },
  FHIR_TOO_DEEP: {
    severity: 'error',
    de: 'Die Datei ist tiefer als {limit} Ebenen verschachtelt. Nichts eingelesen; bitte die Herkunft prüfen.',
    en: 'The file is nested deeper than {limit} levels. Nothing was imported; please check where it comes from.',
  },
  FHIR_TOO_MANY_ELEMENTS: {
    severity: 'error',
    de: 'Die Datei hat mehr als {limit} Elemente. Bitte in kleineren Teilen ausgeben.',
    en: 'The file has more than {limit} elements. Please export it in smaller parts.',
  },
  FHIR_RESOURCE_TOO_LARGE: {
    severity: 'error',
    de: 'Ein einzelner Inhalt der Datei hat mehr als {limit} Bytes. Nichts eingelesen; bitte in Teilen ausgeben.',
    en: 'A single resource of the file has more than {limit} bytes. Nothing was imported; please export it in parts.',
  },
  FHIR_KEY_FORBIDDEN: {
    severity: 'error',
    de: 'Die Datei enthält einen verbotenen Elementnamen. Nichts eingelesen; bitte die Herkunft prüfen.',
    en: 'The file contains a forbidden element name. Nothing was imported; please check where it comes from.',
  },
  FHIR_KEY_REPEATED: {
    severity: 'error',
    de: 'Ein Element kommt doppelt vor, obwohl es nur einmal darf. Nichts eingelesen; bitte neu ausgeben.',
    en: 'An element that may occur once occurs twice. Nothing was imported; please export the file again.',
  },
  FHIR_DOCTYPE: {
    severity: 'error',
    de: 'Die XML-Datei enthält eine Dokumenttypangabe; FHIR erlaubt keine. Nichts eingelesen; Herkunft prüfen.',
    en: 'The XML file contains a document type declaration, which FHIR forbids. Nothing imported; check its origin.',
  },
  FHIR_RESOURCE_UNKNOWN: {
    severity: 'warning',
    de: '{type} ({path}) ist keine Ressource von FHIR R4; der Inhalt bleibt als Text erhalten. Bitte prüfen.',
    en: '{type} ({path}) is no resource of FHIR R4; its content is kept as text. Please check.',
  },
  FHIR_REQUIRED_MISSING: {
    severity: 'warning',
    de: 'An {path} fehlt die Pflichtangabe {field}. Bitte beim Absender nachfragen.',
    en: '{path} lacks the required element {field}. Please ask the sender.',
  },
  FHIR_TYPE_WRONG: {
    severity: 'warning',
    de: 'An {path} steht der falsche Typ; der Inhalt ist „Nicht zugeordnet“. Bitte beim Absender nachfragen.',
    en: '{path} has the wrong type; the content is kept aside. Please ask the sender.',
  },
  FHIR_DATE_INVALID: {
    severity: 'warning',
    de: 'An {path} steht kein gültiges Datum; der Inhalt ist „Nicht zugeordnet“. Bitte nachtragen.',
    en: '{path} is no valid date; the content is kept aside. Please enter it by hand.',
  },
  FHIR_CODE_INVALID: {
    severity: 'warning',
    de: 'An {path} steht ein Schlüssel, den {field} nicht kennt. Bitte beim Absender nachfragen.',
    en: '{path} holds a code that {field} does not know. Please ask the sender.',
  },
  FHIR_PROFILE_NOT_CHECKED: {
    severity: 'info',
    de: 'Profil nicht geprüft: {count} Profile (zum Beispiel {profile}) nennt die Datei. Bitte den Inhalt ansehen.',
    en: 'Profile not checked: the file names {count} profiles (for example {profile}); please look at the content.',
  },
  ...TABLE_FINDING_TEXTS,
} as const satisfies Record<string, FindingText>;

/** Stable code of a finding. */
export type FindingCode = keyof typeof CATALOGUE;
/** All findings with their usual severity and their sentences. */
export const FINDING_TEXTS: Readonly<Record<FindingCode, FindingText>> = CATALOGUE;
