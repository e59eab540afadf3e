import { decodeText, isUtf8, weighCharset } from './charset.ts';
import { type DraftValue, emptyPlan, type PersonInMaking, type PlanInMaking } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS, type ImportOptions } from './import-plan.ts';
import { namesOf, tableDate } from './table-value.ts';
import { FORMAT_NAMES } from './xdt-reading.ts';

/** One property of a card. Source: RFC 6350 §3.3; vCard 2.1 and 3.0 alike. */
interface Property {
  readonly line: number;
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** Reads vCards 2.1, 3.0 and 4.0: each card is a person, what has no field is kept with its property (IE24). */
export function readVcard(bytes: Uint8Array, log: FindingLog, options: ImportOptions): PlanInMaking {
  const charset = isUtf8(bytes) ? 'utf-8' : weighCharset(bytes).eightBit;
  const plan = emptyPlan('vcard', charset);
  if (charset !== 'utf-8') log.add('CHARSET_GUESSED', { params: { found: charset } });
  const cards = new CardReader(plan, { log, options });
  for (const property of propertiesOf(decodeText(bytes, charset).replace(/^\ufeff/, ''))) {
    if (property.line <= IMPORT_LIMITS.lines) cards.take(property);
    else return tooLong(plan, log);
  }
  cards.end();
  return plan;
}

function tooLong(plan: PlanInMaking, log: FindingLog): PlanInMaking {
  log.add('TOO_MANY_LINES', { params: { limit: IMPORT_LIMITS.lines } });
  return plan;
}

/** Gathers the properties of one card after the other. */
class CardReader {
  readonly #plan: PlanInMaking;
  readonly #context: Context;
  #card: Property[] | null = null;
  #begin = 0;

  constructor(plan: PlanInMaking, context: Context) {
    this.#plan = plan;
    this.#context = context;
  }

  take(property: Property): void {
    const isCard = property.value.trim().toUpperCase() === 'VCARD';
    if (isCard && property.name === 'BEGIN') {
      this.end();
      this.#card = [];
      this.#begin = property.line;
    } else if (isCard && property.name === 'END') {
      if (this.#card !== null) this.#plan.persons.push(personOf(this.#card, this.#begin, this.#context));
      this.#card = null;
    } else if (this.#card !== null) this.#card.push(property);
    else if (property.name !== '') this.#plan.envelope.push({ feld: property.name, inhalt: property.value });
  }

  /** A card that is still open was cut. */
  end(): void {
    if (this.#card !== null) this.#context.log.add('VCARD_OPEN', { line: this.#begin });
  }
}

interface Context {
  readonly log: FindingLog;
  readonly options: ImportOptions;
}

const HEADS = new Set(['VERSION', 'PRODID', 'REV', 'UID', 'KIND']);

function personOf(card: readonly Property[], line: number, context: Context): PersonInMaking {
  const value: DraftValue = { source: { format: FORMAT_NAMES.vcard, zeile: line } };
  const uid = card.find(({ name }) => name === 'UID')?.value.trim();
  const person: PersonInMaking = {
    sourceRef: uid === undefined || uid === '' ? `Zeile ${line}` : uid,
    value,
    unplaced: [],
    eintraege: [],
  };
  // The structured name counts before the one for display, wherever they stand.
  const ordered = card.toSorted((a, b) => rank(a) - rank(b));
  for (const property of ordered) {
    if (property.value.trim() === '' || HEADS.has(property.name)) continue;
    if (!takeProperty(property, value, context))
      person.unplaced.push({
        feld: [property.name, property.parameters].filter((part) => part !== '').join(';'),
        inhalt: textOf(property.value),
      });
  }
  return person;
}

function rank({ name }: Property): number {
  return name === 'N' ? 0 : name === 'FN' ? 1 : 2;
}

function takeProperty(property: Property, value: DraftValue, context: Context): boolean {
  const text = textOf(property.value).trim();
  switch (property.name) {
    case 'N':
      return takeName(partsOf(property.value), value);
    case 'FN':
      return takeDisplayName(text, value);
    case 'BDAY':
      return takeBirth(property, value, context);
    case 'GENDER':
      return put(value, 'geschlecht', { M: 'm', F: 'w', O: 'd', U: 'unbekannt' }[text.toUpperCase().slice(0, 1)]);
    case 'EMAIL':
      return put(value, 'email', text) || more(value, 'email', text);
    case 'TEL':
      return takePhone(property, text.replace(/^tel:/i, ''), value);
    case 'ADR':
      return takeAddress(partsOf(property.value), value);
    case 'NOTE':
      return put(value, 'verwaltungsnotiz', text);
    case 'LANG':
      return put(value, 'muttersprache', text);
    default:
      return false;
  }
}

function takeName([family, given, additional, prefix, suffix]: readonly string[], value: DraftValue): boolean {
  const vorname = [given, additional].filter((part) => part !== undefined && part !== '').join(' ');
  if (family === undefined || family === '') return false;
  put(value, 'familienname', family);
  put(value, 'vorname', vorname);
  put(value, 'titel', prefix);
  put(value, 'namenszusatz', suffix);
  return true;
}

/** The name for display repeats the structured one, or is all there is. */
function takeDisplayName(text: string, value: DraftValue): boolean {
  const { familienname } = value;
  if (typeof familienname === 'string') return text.includes(familienname);
  const names = namesOf(text);
  put(value, 'vorname', names.vorname);
  return put(value, 'familienname', names.familienname);
}

function takeBirth({ value: text, line }: Property, value: DraftValue, { log, options }: Context): boolean {
  const date = tableDate(text, 'day-first', options.today);
  if (date === null) log.add('TABLE_DATE_INVALID', { line, params: { field: 'BDAY' } });
  return date !== null && put(value, 'geburtsdatum', date);
}

function takePhone({ parameters }: Property, number: string, value: DraftValue): boolean {
  const art = /FAX/i.test(parameters) ? 'fax' : /CELL|MOBILE/i.test(parameters) ? 'mobil' : 'telefon';
  return (art !== 'fax' && put(value, art, number)) || more(value, art, number);
}

function takeAddress(
  [box, extended, street, city, region, code, country]: readonly string[],
  value: DraftValue,
): boolean {
  if (value['strasse'] !== undefined || value['ort'] !== undefined) return false;
  put(
    value,
    'anschriftenzusatz',
    [box, extended, region].filter((part) => part !== undefined && part !== '').join(', '),
  );
  put(value, 'strasse', street);
  put(value, 'ort', city);
  put(value, 'plz', code);
  put(value, 'land', country);
  return true;
}

function put(value: DraftValue, field: string, content: string | undefined): boolean {
  if (value[field] !== undefined || content === undefined || content === '') return false;
  value[field] = content;
  return true;
}

function more(value: DraftValue, art: string, wert: string): boolean {
  const known = (value['telecom'] ?? []) as readonly object[];
  value['telecom'] = [...known, { art, wert }];
  return true;
}

/** Parts of a structured value: `;` separates, `\;` is a letter. */
function partsOf(value: string): string[] {
  return value.split(/(?<!\\);/).map((part) => textOf(part).trim());
}

function textOf(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));
}

/** Properties with their lines: folded lines and those of quoted-printable are one. */
function* propertiesOf(text: string): Generator<Property> {
  const lines = text.split(/\r\n|\r|\n/);
  for (let at = 0; at < lines.length; ) {
    const first = at;
    let joined = lines[at++] ?? '';
    const isQuoted = /^[^:]*ENCODING=QUOTED-PRINTABLE/i.test(joined);
    while (at < lines.length) {
      const next = lines[at] ?? '';
      if (isQuoted && joined.endsWith('=')) joined = joined.slice(0, -1) + next;
      else if (/^[ \t]/.test(next)) joined += next.slice(1);
      else break;
      at++;
    }
    const property = propertyOf(joined, first + 1, isQuoted);
    if (property !== undefined) yield property;
  }
}

function propertyOf(line: string, number: number, isQuoted: boolean): Property | undefined {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):([\s\S]*)$/.exec(line);
  if (match === null) return line.trim() === '' ? undefined : { line: number, name: '', parameters: '', value: line };
  const [, name = '', parameters = '', value = ''] = match;
  const plain = isQuoted ? unquoted(value, /CHARSET=([\w-]+)/i.exec(parameters)?.[1]) : value;
  return { line: number, name: name.toUpperCase(), parameters: parameters.slice(1), value: plain };
}

/** Source: RFC 2045 §6.7. */
function unquoted(value: string, charset: string | undefined): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const hex = value[at] === '=' ? /^[0-9A-Fa-f]{2}/.exec(value.slice(at + 1, at + 3))?.[0] : undefined;
    if (hex === undefined) bytes.push(...new TextEncoder().encode(value[at] ?? ''));
    else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  const isLatin = charset !== undefined && /8859|1252|ansi/i.test(charset);
  return decodeText(Uint8Array.from(bytes), isLatin ? 'windows-1252' : 'utf-8');
}
