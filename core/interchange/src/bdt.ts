import { BDT_ENVELOPE, type BdtRule } from './bdt-rules.ts';
import { bdtEntries, bdtRulesOf } from './bdt-entries.ts';
import type { EintragInMaking, PersonInMaking, UnassignedInMaking } from './draft.ts';
import { type FindingLog, makeFindingLog } from './import-finding.ts';
import type { ImportOptions } from './import-plan.ts';
import { makeLineTaker } from './line-taker.ts';
import type { PlanStep } from './plan-step.ts';
import { settlePerson, settleUnassigned } from './settle-plan.ts';
import { itemsOf } from './settle-value.ts';
import { takePerson } from './xdt-person.ts';
import { envelopeItems, sourceOf } from './xdt-reading.ts';
import { type XdtLine, XdtReader } from './xdt-line.ts';
import { RecordGrouper, type XdtRecord } from './xdt-record.ts';
import { type DateOrder, dateOrderOf } from './xdt-value.ts';

/** Options of BDT: as for every import, and a table of field rules for the dialect of a program. */
export interface BdtOptions extends ImportOptions {
  readonly rules?: Readonly<Record<string, BdtRule>>;
}

/** What of a known patient is needed when further records of the patient come later in the file. */
type KnownPatient = PersonInMaking['value'];

/** Records of one patient that follow each other. */
interface Group {
  readonly number: string;
  readonly line: number;
  master: PersonInMaking | null;
  readonly eintraege: EintragInMaking[];
}

/** Reads BDT of any size (IX10); holds one record, the records of one patient, and name and number of each patient. */
export class BdtReader {
  readonly log: FindingLog = makeFindingLog();
  readonly #options: BdtOptions;
  readonly #reader = new XdtReader(this.log);
  readonly #grouper = new RecordGrouper(this.log, true);
  readonly #known = new Map<string, KnownPatient>();
  #group: Group | null = null;
  #first: string | null = null;
  #last = '';
  #lastLine = 1;
  #quelle = 'BDT';
  #order: DateOrder = 'TTMMJJJJ';

  constructor(options: BdtOptions) {
    this.#options = options;
  }

  /** Number of the last physical line taken. */
  get lineCount(): number {
    return this.#lastLine;
  }

  /** The character set in use. */
  get charset(): string {
    return this.#reader.charset;
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): PlanStep[] {
    return this.#takeLines(this.#reader.push(chunk));
  }

  /** Gives the rest; afterwards `log` says whether the file is refused. */
  end(): PlanStep[] {
    const steps = this.#takeLines(this.#reader.end());
    const record = this.#grouper.end();
    if (record !== null) steps.push(...this.#takeRecord(record));
    steps.push(...this.#closeGroup());
    if (this.#first === null) this.log.add('XDT_NOT_XDT');
    else if (this.#first !== '0020') this.log.add('BDT_HEADER_MISSING');
    else if (this.#last !== '0021') this.log.add('XDT_TRUNCATED', { line: this.#lastLine });
    return steps;
  }

  #takeLines(lines: readonly XdtLine[]): PlanStep[] {
    const steps: PlanStep[] = [];
    for (const line of lines) {
      this.#lastLine = line.line;
      const record = this.#grouper.push(line);
      if (record !== null) steps.push(...this.#takeRecord(record));
    }
    return steps;
  }

  #takeRecord(record: XdtRecord): PlanStep[] {
    this.#first ??= record.satzart;
    this.#last = record.satzart;
    if (BDT_ENVELOPE.has(record.satzart)) return this.#takeEnvelope(record);
    const number = record.lines.find(({ fk }) => fk === '3000')?.content.trim() ?? '';
    const steps = this.#group?.number === number ? [] : this.#closeGroup();
    this.#group ??= { number, line: record.line, master: null, eintraege: [] };
    if (record.satzart === '6100') this.#takeMaster(record, this.#group);
    else this.#takeTreatment(record, this.#group);
    return steps;
  }

  #takeEnvelope(record: XdtRecord): PlanStep[] {
    const dates = record.lines.filter(({ fk }) => fk === '9103').map(({ content }) => content);
    if (dates.length > 0) this.#order = dateOrderOf(dates, 'TTMMJJJJ');
    this.#quelle = record.lines.find(({ fk }) => fk === '0103')?.content.trim() || this.#quelle;
    const items = envelopeItems(record, record.lines).flatMap(({ feld, inhalt }) => itemsOf(feld, inhalt));
    return items.length === 0 ? [] : [{ type: 'envelope', items }];
  }

  #takeMaster(record: XdtRecord, group: Group): void {
    const taker = makeLineTaker(record.lines);
    const value = takePerson(taker, { order: this.#order, log: this.log, quelle: this.#quelle });
    const allergies = taker.all('3656');
    if (allergies.length > 0) value['cave'] = allergies.join('\n');
    const rules = bdtRulesOf('6100');
    const medical = taker.left().filter(({ fk }) => Object.hasOwn(rules, fk));
    medical.forEach(taker.take);
    const eintraege = bdtEntries(medical, { record, order: this.#order, log: this.log, rules });
    value['source'] = sourceOf('bdt', record, taker.taken());
    const sourceRef = group.number === '' ? `Zeile ${record.line}` : `3000 ${group.number}`;
    // A second master record for the same patient is kept word for word.
    if (group.master === null && !this.#known.has(sourceRef))
      group.master = { sourceRef, value, unplaced: taker.rest(), eintraege: [] };
    else eintraege.push(...bdtEntries(record.lines, { record, order: this.#order, log: this.log, rules: {} }));
    group.eintraege.push(...eintraege);
  }

  #takeTreatment(record: XdtRecord, group: Group): void {
    const lines = record.lines.filter(({ fk, content }) => fk !== '3000' || content.trim() !== group.number);
    const known = record.satzart === '6200' || /^01\d\d$/.test(record.satzart);
    if (!known) this.log.add('XDT_RECORD_UNKNOWN', { line: record.line, params: { satzart: record.satzart } });
    const rules = bdtRulesOf(record.satzart, this.#options.rules);
    group.eintraege.push(...bdtEntries(lines, { record, order: this.#order, log: this.log, rules }));
  }

  #closeGroup(): PlanStep[] {
    const group = this.#group;
    this.#group = null;
    if (group === null) return [];
    const person = this.#personOf(group);
    if (person !== null) return [this.#settle({ ...person, eintraege: group.eintraege })];
    this.log.add('PERSON_MISSING', { line: group.line, params: { source: 'BDT' } });
    const hint = group.number === '' ? {} : { patientennummer: group.number };
    const content: UnassignedInMaking = {
      sourceRef: `3000 ${group.number}`,
      hint,
      eintraege: group.eintraege,
      content: [],
    };
    return [{ type: 'unassigned', content: settleUnassigned(content, this.#context()) }];
  }

  #personOf(group: Group): PersonInMaking | null {
    const sourceRef = `3000 ${group.number}`;
    if (group.master !== null) {
      const { familienname, vorname, geburtsdatum, patientennummern } = group.master.value;
      if (familienname !== undefined)
        this.#known.set(group.master.sourceRef, { familienname, vorname, geburtsdatum, patientennummern });
      return group.master;
    }
    const value = this.#known.get(sourceRef);
    return value === undefined ? null : { sourceRef, value: { ...value }, unplaced: [], eintraege: [] };
  }

  #settle(person: PersonInMaking): PlanStep {
    const settled = settlePerson(person, this.#context());
    return 'value' in settled ? { type: 'person', person: settled } : { type: 'unassigned', content: settled };
  }

  #context() {
    return { log: this.log, options: this.#options };
  }
}
