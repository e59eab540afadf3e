import type { DraftValue } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type { LineTaker } from './line-taker.ts';
import type { XdtLine } from './xdt-line.ts';
import { type DateOrder, xdtDate, xdtSex } from './xdt-value.ts';

/** How the content of a field becomes a value. */
type Conversion = 'text' | 'date' | 'sex';

/** Where a field of the person goes. */
interface PersonRule {
  readonly fk: string;
  readonly to: string;
  readonly as?: Conversion;
}

// The same ids in GDT, LDT and BDT. Sources: GDT 2.1 field list; LDT 3 objects 0047, 0007, 0031; BDT 2/94 record 6100.
const PERSON_RULES: readonly PersonRule[] = [
  { fk: '3101', to: 'familienname' },
  { fk: '3102', to: 'vorname' },
  { fk: '3103', to: 'geburtsdatum', as: 'date' },
  { fk: '3110', to: 'geschlecht', as: 'sex' },
  { fk: '3104', to: 'titel' },
  { fk: '3100', to: 'namenszusatz' },
  { fk: '3120', to: 'vorsatzwort' },
  { fk: '3628', to: 'muttersprache' },
  { fk: '7922', to: 'verstorbenAm', as: 'date' },
  { fk: '3113', to: 'ort' },
  { fk: '3112', to: 'plz' },
  { fk: '3114', to: 'land' },
  { fk: '3115', to: 'anschriftenzusatz' },
  { fk: '3626', to: 'telefon' },
  { fk: '7330', to: 'telefon' },
  { fk: '3618', to: 'mobil' },
  { fk: '7331', to: 'mobil' },
  { fk: '3619', to: 'email' },
  { fk: '7335', to: 'email' },
];

// Source: KVDT and LDT 3 object 0002 for the ids.
const INSURANCE_RULES: readonly PersonRule[] = [
  { fk: '3119', to: 'versichertennummer' },
  { fk: '3105', to: 'versichertennummer' },
  { fk: '4134', to: 'kostentraegerName' },
  { fk: '4111', to: 'ik' },
  { fk: '4104', to: 'vknr' },
  { fk: '3108', to: 'versichertenart' },
  { fk: '4133', to: 'gueltigAb', as: 'date' },
  { fk: '4110', to: 'gueltigBis', as: 'date' },
];

/** What reading a person needs to know of the file. */
export interface PersonContext {
  readonly order: DateOrder;
  readonly log: FindingLog;
  /** Names the source of the patient number: the sending system or the format. */
  readonly quelle: string;
}

/** Takes the fields of a person from a record. Values that are none stay with the taker and are reported. */
export function takePerson(taker: LineTaker, context: PersonContext): DraftValue {
  const value: DraftValue = {};
  applyRules(PERSON_RULES, { taker, context, value });
  takeStreet(taker, value);
  takePlace(taker, value);
  const versicherung = takeInsurance(taker, context);
  if (Object.keys(versicherung).length > 0) value['versicherungen'] = [versicherung];
  const nummer = taker.first('3000');
  if (nummer !== undefined && nummer !== '') value['patientennummern'] = [{ quelle: context.quelle, nummer }];
  return value;
}

/** Takes the fields of one insurance. */
export function takeInsurance(taker: LineTaker, context: PersonContext): DraftValue {
  const value: DraftValue = {};
  applyRules(INSURANCE_RULES, { taker, context, value });
  return value;
}

/** How a file names the person of a record: patient number, else name and birth date, else the line. */
export function personRefOf(value: DraftValue, line: number): string {
  const [number] = (value['patientennummern'] ?? []) as readonly { nummer: string }[];
  if (number !== undefined) return `3000 ${number.nummer}`;
  const { familienname, vorname, geburtsdatum } = value;
  if (typeof familienname !== 'string' || familienname === '') return `Zeile ${line}`;
  return [familienname, vorname, geburtsdatum].map((part) => (typeof part === 'string' ? part : '')).join('|');
}

/** Converts a date field; an invalid one is reported and left. */
export function takeDate(
  taker: LineTaker,
  fk: string,
  context: Pick<PersonContext, 'order' | 'log'>,
): string | undefined {
  const line = taker.peek(fk);
  if (line === undefined) return undefined;
  const date = xdtDate(line.content, context.order);
  if (date === null) {
    context.log.add('XDT_DATE_INVALID', { line: line.line, field: fk });
    return undefined;
  }
  taker.take(line);
  return date;
}

function applyRules(
  rules: readonly PersonRule[],
  { taker, context, value }: { taker: LineTaker; context: PersonContext; value: DraftValue },
): void {
  for (const { fk, to, as = 'text' } of rules) {
    const line = taker.peek(fk);
    if (line === undefined || value[to] !== undefined || line.content.trim() === '') continue;
    const converted =
      as === 'date' ? takeDate(taker, fk, context) : as === 'sex' ? sexOf(line, context.log) : line.content.trim();
    if (converted === undefined) continue;
    taker.take(line);
    value[to] = converted;
  }
}

function sexOf(line: XdtLine, log: FindingLog): string | undefined {
  const sex = xdtSex(line.content);
  if (sex === null) log.add('XDT_VALUE_INVALID', { line: line.line, field: line.fk });
  return sex ?? undefined;
}

function takeStreet(taker: LineTaker, value: DraftValue): void {
  const parts = [taker.first('3107'), taker.first('3109')].filter((part) => part !== undefined && part !== '');
  if (parts.length > 0) value['strasse'] = parts.join(' ');
}

/** 3106 holds postal code and place in one: `10115 Berlin`, `D-10115 Berlin`. */
function takePlace(taker: LineTaker, value: DraftValue): void {
  if (value['ort'] !== undefined || value['plz'] !== undefined) return;
  const place = taker.first('3106');
  if (place === undefined) return;
  const match = /^(?:([A-Z]{1,3})[- ])?(\d{4,5})\s+(\S.*)$/.exec(place);
  if (match === null) value['ort'] = place;
  else Object.assign(value, { plz: match[2], ort: match[3] }, match[1] === undefined ? {} : { land: match[1] });
}
