import { KUERZEL, type EintragKindName } from '@siegel/akten';
import type { TableRow } from './csv-rows.ts';
import type { DraftValue, EintragInMaking, PersonInMaking } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type { ImportOptions, UnplacedItem } from './import-plan.ts';
import { EINTRAG_TARGETS, foldTitle, type TableTarget } from './table-target.ts';
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

/** Takes one row as a person and, where a column holds text of the Akte, an Eintrag. Every filled cell ends in one of the two. */
export function takeRow(row: TableRow, context: RowContext): PersonInMaking {
  const taking = new RowTaking(row, context);
  row.cells.forEach((cell, at) => taking.take(cell, at));
  return taking.end();
}

class RowTaking {
  readonly #row: TableRow;
  readonly #context: RowContext;
  readonly #value: DraftValue = {};
  readonly #insurance: DraftValue = {};
  readonly #eintrag: DraftValue = {};
  readonly #unplaced: UnplacedItem[] = [];
  #number = '';
  #art = '';
  #hausnummer = '';

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
    const value = this.#value;
    value['source'] = { format: source, zeile: this.#row.line };
    if (this.#hausnummer !== '')
      value['strasse'] = [value['strasse'], this.#hausnummer].filter((part) => part !== undefined).join(' ');
    if (Object.keys(this.#insurance).length > 0) value['versicherungen'] = [this.#insurance];
    if (this.#number !== '') value['patientennummern'] = [{ quelle: source, nummer: this.#number }];
    const eintraege = this.#eintraegeOf(options.today);
    return { sourceRef: this.#ref(), value, unplaced: this.#unplaced, eintraege };
  }

  /** @returns false when the text is no value of the target: it is kept with its title. */
  #place(target: TableTarget, text: string): boolean {
    if (PLAIN.has(target)) return this.#put(this.#value, target, text);
    if (INSURANCE.has(target)) return this.#put(this.#insurance, target, text);
    switch (target) {
      case 'name':
        return this.#putName(text);
      case 'geburtsdatum':
      case 'verstorbenAm':
        return this.#putDate(this.#value, target, text);
      case 'geschlecht':
        return this.#putSex(text);
      case 'plzOrt':
        return this.#putPlace(text);
      case 'fax':
        return this.#put(this.#value, 'telecom', [{ art: 'fax', wert: text }]);
      case 'patientennummer':
        return this.#once(this.#number, () => (this.#number = text));
      case 'hausnummer':
        return this.#once(this.#hausnummer, () => (this.#hausnummer = text));
      case 'behandlungstag':
        return this.#putDate(this.#eintrag, target, text);
      case 'eintragArt':
        return kuerzelOfWord(text) !== undefined && this.#once(this.#art, () => (this.#art = text));
      case 'eintragText':
        return this.#put(this.#eintrag, 'text', text);
      case 'icd':
        return this.#put(this.#eintrag, 'icd', text);
      default:
        return false;
    }
  }

  #put(value: DraftValue, field: string, content: unknown): boolean {
    if (value[field] !== undefined) return false;
    value[field] = content;
    return true;
  }

  /** A second column of the same target is kept word for word. */
  #once(before: string, set: () => void): boolean {
    if (before !== '') return false;
    set();
    return true;
  }

  #putName(text: string): boolean {
    const { familienname, vorname } = namesOf(text);
    if (this.#value['familienname'] !== undefined || this.#value['vorname'] !== undefined) return false;
    this.#value['familienname'] = familienname;
    if (vorname !== '') this.#value['vorname'] = vorname;
    return true;
  }

  #putPlace(text: string): boolean {
    if (this.#value['ort'] !== undefined || this.#value['plz'] !== undefined) return false;
    Object.assign(this.#value, placeOf(text));
    return true;
  }

  #putSex(text: string): boolean {
    const sex = tableSex(text);
    if (sex === null) this.#context.log.add('TABLE_VALUE_INVALID', this.#at('geschlecht'));
    return sex !== null && this.#put(this.#value, 'geschlecht', sex);
  }

  #putDate(value: DraftValue, field: 'geburtsdatum' | 'verstorbenAm' | 'behandlungstag', text: string): boolean {
    const { dayOrder, options, log } = this.#context;
    const date = tableDate(text, dayOrder, options.today);
    const isDay = date !== null && (field !== 'behandlungstag' || date.length === 10);
    if (!isDay) log.add('TABLE_DATE_INVALID', this.#at(field));
    return isDay && this.#put(value, field, date);
  }

  #at(field: string) {
    return { line: this.#row.line, params: { field } };
  }

  #keep(title: string | undefined, at: number, cell: string): void {
    const feld = title === undefined || title.trim() === '' ? `Spalte ${at + 1}` : title.trim();
    this.#unplaced.push({ feld, inhalt: cell });
  }

  #eintraegeOf(today: string): EintragInMaking[] {
    const eintrag = this.#eintrag;
    const has = (field: string) => eintrag[field] !== undefined;
    if (!has('text') && !has('icd')) {
      // A day or a kind alone is about the person.
      if (has('behandlungstag'))
        this.#unplaced.push({ feld: 'behandlungstag', inhalt: String(eintrag['behandlungstag']) });
      if (kuerzelOfWord(this.#art) !== undefined) this.#unplaced.push({ feld: 'eintragArt', inhalt: this.#art });
      return [];
    }
    if (!has('behandlungstag')) this.#context.log.add('TABLE_DAY_ASSUMED', { line: this.#row.line, params: { today } });
    const { kind, preset } = kuerzelOfWord(this.#art) ?? { kind: has('icd') ? 'diagnosis' : 'note' };
    const source = { format: this.#context.source, zeile: this.#row.line };
    const unplaced: UnplacedItem[] = [];
    const { icd, ...fields } = eintrag;
    // Only a diagnosis has a code; elsewhere it stays with the text it stands beside.
    if (icd !== undefined && kind !== 'diagnosis') unplaced.push({ feld: 'icd', inhalt: String(icd) });
    const value = {
      behandlungstag: today,
      ...fields,
      ...(kind === 'diagnosis' && icd !== undefined ? { icd } : {}),
      ...(preset === undefined ? {} : { [preset.field]: preset.value }),
      source,
    };
    return [{ kind, value, unplaced }];
  }

  /** Rows of one person carry the same number, or the same name and full birth date; any other row is a person of its own. */
  #ref(): string {
    if (this.#number !== '') return `Nr. ${this.#number}`;
    const { familienname, vorname, geburtsdatum } = this.#value;
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

/** True when a row can make an Eintrag. */
export function makesEintraege(targets: readonly TableTarget[]): boolean {
  return targets.some((target) => EINTRAG_TARGETS.has(target));
}
