import type { DraftValue, EintragInMaking, PersonInMaking, PlanInMaking } from './draft.ts';
import { emptyPlan } from './draft.ts';
import type { UnplacedItem } from './import-plan.ts';
import { cutGdtObjects } from './gdt-object.ts';
import { type LineTaker, makeLineTaker, unplacedLines } from './line-taker.ts';
import { unassignedPerson } from './settle-plan.ts';
import type { XdtLine } from './xdt-line.ts';
import { personRefOf, takeDate, takePerson } from './xdt-person.ts';
import { FORMAT_NAMES, sourceOf, takeText, type XdtReading } from './xdt-reading.ts';
import type { XdtRecord } from './xdt-record.ts';
import { takeResults } from './xdt-results.ts';
import { fullDay, xdtTime } from './xdt-value.ts';

/** Body measures of master data. Source: GDT 2.1 field list. */
const MEASURES = [
  { fk: '3622', name: 'Größe', einheit: 'cm' },
  { fk: '3623', name: 'Gewicht', einheit: 'kg' },
] as const;
/** Finding, foreign finding, comment, formatted result table: in this order in the text of the Eintrag. */
const TEXT_FIELDS = ['6220', '6221', '6227', '6228'] as const;
const FILE_FIELDS = new Set(['6302', '6303', '6304', '6305']);
const KNOWN = new Set(['6300', '6301', '6302', '6310', '6311']);

/** Reads GDT 2 and 3 (IX7): master data (6301) make a person, results (6310) a finding, orders (6302, 6311) a note. */
export function readGdt(reading: XdtReading): PlanInMaking {
  const plan = emptyPlan(reading.format, reading.charset);
  for (const record of reading.records) readRecord(record, reading, plan);
  return plan;
}

function readRecord(record: XdtRecord, reading: XdtReading, plan: PlanInMaking): void {
  const { log } = reading;
  if (!KNOWN.has(record.satzart))
    log.add('XDT_RECORD_UNKNOWN', { line: record.line, params: { satzart: record.satzart } });
  if (record.satzart === '6300') log.add('GDT_REQUEST', { line: record.line });
  const { lines, apart } = cutGdtObjects(record.lines, log);
  const taker = makeLineTaker(lines);
  const quelle = numberSource(taker, record) ?? FORMAT_NAMES[reading.format];
  const value = takePerson(taker, { order: reading.order, log, quelle });
  value['source'] = sourceOf(reading.format, record, taker.taken());
  const person: PersonInMaking = { sourceRef: personRefOf(value, record.line), value, unplaced: [], eintraege: [] };
  if (record.satzart === '6300') person.unplaced.push(...taker.rest(), ...apart);
  else takeExamination(person, { taker, record, reading, apart });
  fileUnder(person, record, reading, plan);
}

/** Finding or order, file references, and what is left: with them, or with the person of pure master data. */
function takeExamination(
  person: PersonInMaking,
  {
    taker,
    record,
    reading,
    apart,
  }: { taker: LineTaker; record: XdtRecord; reading: XdtReading; apart: readonly UnplacedItem[] },
): void {
  const finding = takeFinding(taker, record, reading);
  const attachments = takeAttachments(taker, finding.value);
  const rest = [...taker.rest(), ...apart];
  const { source: _source, titel: _titel, ...own } = finding.value;
  const hasContent = Object.values(own).some((content) => content !== undefined);
  if (hasContent || record.satzart !== '6301')
    person.eintraege.push({ ...finding, unplaced: [...finding.unplaced, ...rest] });
  else person.unplaced.push(...rest);
  person.eintraege.push(...attachments);
}

/** Whose patient number 3000 is: that of the practice system, which sends 6301, 6302, 6311 and receives 6310, 6300. */
function numberSource(taker: LineTaker, record: XdtRecord): string | undefined {
  const fk = record.satzart === '6310' || record.satzart === '6300' ? '8315' : '8316';
  const name = taker.peek(fk)?.content.trim();
  return name === '' ? undefined : name;
}

function fileUnder(person: PersonInMaking, record: XdtRecord, { log, format }: XdtReading, plan: PlanInMaking): void {
  if (person.value['familienname'] !== undefined) {
    plan.persons.push(person);
    return;
  }
  // A device may answer with the patient number alone: the user decides whose it is.
  if (record.satzart !== '6300')
    log.add('PERSON_MISSING', { line: record.line, params: { source: `${FORMAT_NAMES[format]} ${record.satzart}` } });
  plan.unassigned.push(unassignedPerson(person));
}

function takeFinding(taker: LineTaker, record: XdtRecord, reading: XdtReading): EintragInMaking {
  const behandlungstag = fullDay(takeDate(taker, '6200', reading) ?? null) ?? undefined;
  const time = taker.peek('6201');
  const uhrzeit = time === undefined ? null : xdtTime(time.content);
  if (time !== undefined && uhrzeit !== null) taker.take(time);
  const verfahren = taker.first('8402');
  const messergebnisse = takeMeasures(taker);
  const text = takeText(taker, TEXT_FIELDS);
  const auftragsnummer = taker.first('8310');
  const { results, unplaced, used } = takeResults(taker.left(), reading.order);
  used.forEach(taker.take);
  messergebnisse.push(...results);
  const common = {
    behandlungstag,
    uhrzeit: uhrzeit ?? undefined,
    source: sourceOf(reading.format, record, taker.taken()),
  };
  if (record.satzart === '6302' || record.satzart === '6311') {
    const titel = [REQUEST_TITLES[record.satzart], verfahren].filter(Boolean).join(': ');
    const kept = [...unplaced, ...keptWords({ '8310': auftragsnummer }, messergebnisse)];
    return { kind: 'note', value: { ...common, rubrik: 'notiz', titel, text }, unplaced: kept };
  }
  const value = {
    ...common,
    titel: titleOf(record),
    verfahren,
    auftragsnummer,
    text,
    messergebnisse: messergebnisse.length > 0 ? messergebnisse : undefined,
  };
  return { kind: 'finding', value, unplaced };
}

const REQUEST_TITLES: Readonly<Record<string, string>> = {
  '6302': 'Untersuchung angefordert',
  '6311': 'Anzeige einer Untersuchung angefordert',
};

function titleOf(record: XdtRecord): string {
  return record.satzart === '6301' ? 'Körpermaße' : 'Gerätebefund';
}

// An order carries no result of its own; what it repeats is kept as it came.
function keptWords(words: Readonly<Record<string, string | undefined>>, measures: readonly DraftValue[]) {
  const named = Object.entries(words).flatMap(([feld, inhalt]) =>
    inhalt === undefined || inhalt === '' ? [] : [{ feld, inhalt }],
  );
  const values = measures.flatMap((measure) =>
    Object.entries(measure).map(([name, inhalt]) => ({
      feld: `${String(measure['ident'])}/${name}`,
      inhalt: String(inhalt),
    })),
  );
  return [...named, ...values];
}

function takeMeasures(taker: LineTaker): DraftValue[] {
  return MEASURES.flatMap(({ fk, name, einheit }) => {
    const wert = taker.first(fk);
    return wert === undefined || wert === '' ? [] : [{ ident: fk, name, wert, einheit }];
  });
}

/** File references 6302..6305 become documents without content: the path is of the device and is never opened here. */
function takeAttachments(taker: LineTaker, like: DraftValue): EintragInMaking[] {
  const { behandlungstag, source } = like;
  const groups: Map<string, XdtLine>[] = [];
  for (const line of taker.left().filter(({ fk }) => FILE_FIELDS.has(fk))) {
    const last = groups.at(-1);
    if (last === undefined || last.has(line.fk)) groups.push(new Map([[line.fk, line]]));
    else last.set(line.fk, line);
  }
  return groups.flatMap((group) => {
    const verweis = group.get('6305')?.content.trim();
    if (verweis === undefined) return [];
    for (const line of group.values()) taker.take(line);
    const unplaced = unplacedLines([group.get('6302'), group.get('6303')].filter((line) => line !== undefined));
    const titel = group.get('6304')?.content.trim() ?? 'Datei des Geräts';
    return [{ kind: 'document' as const, value: { behandlungstag, source, titel, verweis }, unplaced }];
  });
}
