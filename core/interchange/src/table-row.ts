import { KUERZEL, type EintragKindName } from '@siegel/akten';
import type { TableRow } from './csv-rows.ts';
import type { DraftValue, EintragInMaking, PersonInMaking } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type { ImportOptions, UnplacedItem } from './import-plan.ts';
import { foldTitle, type TableTarget } from './table-target.ts';
import { type DayOrder, namesOf, placeOf, tableDate, tableSex } from './table-value.ts';

/** What a row is read by. */
export interface RowContext {
  readonly titles: readonly string[];
  readonly targets: readonly TableTarget[];
  readonly dayOrder: DayOrder;
  readonly options: ImportOptions;
  readonly log: FindingLog;
  /** Name of the format, for the source of what is made. */
  readonly source: string;
}

/** Targets whose text goes into the field of the same name. */
const PLAIN: ReadonlySet<TableTarget> = new Set<TableTarget>([
  ...(['familienname', 'vorname', 'geburtsname', 'titel', 'namenszusatz', 'vorsatzwort', 'strasse'] as const),
  ...(['anschriftenzusatz', 'plz', 'ort', 'land', 'telefon', 'mobil', 'email', 'muttersprache'] as const),
  ...(['cave', 'verwaltungsnotiz'] as const),
]);
const INSURANCE: ReadonlySet<TableTarget> = new Set<TableTarget>([
  'versichertennummer',
  'kostentraegerName',
  'ik',
  'versichertenart',
]);

/** How a text becomes a value of a target; false when it is none. */
const PLACERS: Readonly<Partial<Record<TableTarget, (row: RowTaking, text: string) => boolean>>> = {
  name: (row, text) => row.putName(text),
  geburtsdatum: (row, text) => row.putDate('person', 'geburtsdatum', text),
  verstorbenAm: (row, text) => row.putDate('person', 'verstorbenAm', text),
  geschlecht: (row, text) => row.putSex(text),
  plzOrt: (row, text) => row.putPlace(text),
  fax: (row, text) => row.put('person', 'telecom', [{ art: 'fax', wert: text }]),
  patientennummer: (row, text) => row.putWord('number', text),
  hausnummer: (row, text) => row.putWord('hausnummer', text),
  eintragArt: (row, text) => kuerzelOfWord(text) !== undefined && row.putWord('art', text),
  behandlungstag: (row, text) => row.putDate('eintrag', 'behandlungstag', text),
  eintragText: (row, text) => row.put('eintrag', 'text', text),
  icd: (row, text) => row.put('eintrag', 'icd', text),
};

/** Takes one row as a person and, where a column holds text of the Akte, an Eintrag. Every filled cell ends in one of the two. */
export function takeRow(row: TableRow, context: RowContext): PersonInMaking {
  const taking = new RowTaking(row, context);
  row.cells.forEach((cell, at) => taking.take(cell, at));
  return taking.end();
}

type Draft = 'person' | 'insurance' | 'eintrag';

class RowTaking {
  readonly #row: TableRow;
  readonly #context: RowContext;
  readonly #drafts = { person: {} as DraftValue, insurance: {} as DraftValue, eintrag: {} as DraftValue };
  readonly #words = { number: '', art: '', hausnummer: '' };
  readonly #unplaced: UnplacedItem[] = [];

  constructor(row: TableRow, context: RowContext) {
    this.#row = row;
    this.#context = context;
  }

  take(cell: string, at: number): void {
    const text = cell.trim();
    if (text === '') return;
    const { targets, titles, log } = this.#context;
    const title = titles[at];
    if (title === undefined) log.add('TABLE_CELL_BEYOND', { line: this.#row.line });
    const target = targets[at] ?? 'keep';
    if (target === 'drop') return;
    if (target === 'keep' || !this.#place(target, text)) this.#keep(title, at, cell);
  }

  end(): PersonInMaking {
    const { source, options } = this.#context;
    const value = this.#drafts.person;
    value['source'] = { format: source, zeile: this.#row.line };
    if (this.#words.hausnummer !== '')
      value['strasse'] = `${textOf(value['strasse'])} ${this.#words.hausnummer}`.trim();
    const { insurance } = this.#drafts;
    if (Object.keys(insurance).length > 0) value['versicherungen'] = [insurance];
    if (this.#words.number !== '') value['patientennummern'] = [{ quelle: source, nummer: this.#words.number }];
    const eintraege = this.#eintraegeOf(options.today);
    return { sourceRef: this.#ref(), value, unplaced: this.#unplaced, eintraege };
  }

  /** @returns false when the text is no value of the target: it is kept with its title. */
  #place(target: TableTarget, text: string): boolean {
    if (PLAIN.has(target)) return this.put('person', target, text);
    if (INSURANCE.has(target)) return this.put('insurance', target, text);
    return PLACERS[target]?.(this, text) ?? false;
  }

  put(of: Draft, field: string, content: unknown): boolean {
    const value = this.#drafts[of];
    if (value[field] !== undefined) return false;
    value[field] = content;
    return true;
  }

  /** A second column of the same target is kept word for word. */
  putWord(word: 'number' | 'art' | 'hausnummer', text: string): boolean {
    if (this.#words[word] !== '') return false;
    this.#words[word] = text;
    return true;
  }

  putName(text: string): boolean {
    const { familienname, vorname } = namesOf(text);
    if (this.#drafts.person['familienname'] !== undefined || this.#drafts.person['vorname'] !== undefined) return false;
    this.#drafts.person['familienname'] = familienname;
    if (vorname !== '') this.#drafts.person['vorname'] = vorname;
    return true;
  }

  putPlace(text: string): boolean {
    if (this.#drafts.person['ort'] !== undefined || this.#drafts.person['plz'] !== undefined) return false;
    Object.assign(this.#drafts.person, placeOf(text));
    return true;
  }

  putSex(text: string): boolean {
    const sex = tableSex(text);
    if (sex === null) this.#context.log.add('TABLE_VALUE_INVALID', this.#at('geschlecht'));
    return sex !== null && this.put('person', 'geschlecht', sex);
  }

  putDate(of: Draft, field: 'geburtsdatum' | 'verstorbenAm' | 'behandlungstag', text: string): boolean {
    const { dayOrder, options, log } = this.#context;
    const date = tableDate(text, dayOrder, options.today);
    const isDay = date !== null && (field !== 'behandlungstag' || date.length === 10);
    if (!isDay) log.add('TABLE_DATE_INVALID', this.#at(field));
    return isDay && this.put(of, field, date);
  }

  #at(field: string) {
    return { line: this.#row.line, params: { field } };
  }

  #keep(title: string | undefined, at: number, cell: string): void {
    const feld = title === undefined || title.trim() === '' ? `Spalte ${at + 1}` : title.trim();
    this.#unplaced.push({ feld, inhalt: cell });
  }

  #eintraegeOf(today: string): EintragInMaking[] {
    const { text, icd } = this.#drafts.eintrag;
    return text === undefined && icd === undefined ? this.#keepAlone() : [this.#eintragOf(today)];
  }

  /** A day or a kind without a text is about the person. */
  #keepAlone(): EintragInMaking[] {
    const day = textOf(this.#drafts.eintrag['behandlungstag']);
    if (day !== '') this.#unplaced.push({ feld: 'behandlungstag', inhalt: day });
    if (this.#words.art !== '') this.#unplaced.push({ feld: 'eintragArt', inhalt: this.#words.art });
    return [];
  }

  #eintragOf(today: string): EintragInMaking {
    const { icd, ...fields } = this.#drafts.eintrag;
    if (fields['behandlungstag'] === undefined)
      this.#context.log.add('TABLE_DAY_ASSUMED', { line: this.#row.line, params: { today } });
    const { kind, preset } = kuerzelOfWord(this.#words.art) ?? { kind: icd === undefined ? 'note' : 'diagnosis' };
    const isDiagnosis = kind === 'diagnosis';
    const value = {
      behandlungstag: today,
      ...fields,
      ...(isDiagnosis && { icd }),
      ...(preset !== undefined && { [preset.field]: preset.value }),
      source: { format: this.#context.source, zeile: this.#row.line },
    };
    // Only a diagnosis has a code; elsewhere it stays with the text it stands beside.
    const unplaced = isDiagnosis || icd === undefined ? [] : [{ feld: 'icd', inhalt: textOf(icd) }];
    return { kind, value, unplaced };
  }

  /** Rows of one person carry the same number, or the same name and full birth date; any other row is a person of its own. */
  #ref(): string {
    if (this.#words.number !== '') return `Nr. ${this.#words.number}`;
    const { familienname, vorname, geburtsdatum } = this.#drafts.person;
    const isWhole = typeof geburtsdatum === 'string' && geburtsdatum.length === 10;
    return isWhole ? [familienname, vorname, geburtsdatum].join('|') : `Zeile ${this.#row.line}`;
  }
}

/** Kinds an Eintrag of a table can be: those that are whole with a day and a text. */
const SIMPLE_KINDS: ReadonlySet<EintragKindName> = new Set(['note', 'finding', 'diagnosis', 'medication', 'letter']);
const WORDS: Readonly<Record<string, string>> = {
  ...{ notiz: 'NOT', note: 'NOT', anamnese: 'ANA', therapie: 'THE', befund: 'BEF', finding: 'BEF', diagnose: 'DIA' },
  ...{ diagnosis: 'DIA', medikament: 'MED', medikation: 'MED', medication: 'MED', brief: 'BRF', letter: 'BRF' },
};

function kuerzelOfWord(word: string) {
  const folded = foldTitle(word);
  const kuerzel = Object.hasOwn(WORDS, folded) ? WORDS[folded] : word.trim().toUpperCase();
  return KUERZEL.find((known) => known.kuerzel === kuerzel && SIMPLE_KINDS.has(known.kind));
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : '';
}
