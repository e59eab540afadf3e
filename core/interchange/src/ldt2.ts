import type { DraftValue, PersonInMaking, PlanInMaking } from './draft.ts';
import { emptyPlan } from './draft.ts';
import { type LineTaker, makeLineTaker } from './line-taker.ts';
import { unassignedPerson } from './settle-plan.ts';
import { personRefOf, takeDate, takePerson } from './xdt-person.ts';
import { envelopeItems, FORMAT_NAMES, lastLine, sourceOf, type XdtReading } from './xdt-reading.ts';
import type { XdtRecord } from './xdt-record.ts';
import { takeResults } from './xdt-results.ts';
import { fullDay, xdtTime } from './xdt-value.ts';

const HEADERS = new Set(['8220', '8230']);
const TRAILERS = new Set(['8221', '8231']);
const REPORTS = new Set(['8201', '8202', '8203', '8204']);
const ORDERS = new Set(['8218', '8219']);
// 8401. Source: LDT 2 samples (E); the other letters are in use by laboratories.
const REPORT_KINDS: Readonly<Record<string, string>> = {
  E: 'endbefund',
  T: 'teilbefund',
  V: 'vorlaeufig',
  N: 'nachforderung',
  A: 'archiv',
};

/** Reads LDT 2 (IX8): each report (8201..8204) and order (8218, 8219) makes a lab report of its patient. */
export function readLdt2(reading: XdtReading): PlanInMaking {
  const plan = emptyPlan(reading.format, reading.charset);
  const kinds = reading.records.map(({ satzart }) => satzart);
  if (!HEADERS.has(kinds[0] ?? '')) reading.log.add('LDT_HEADER_MISSING');
  else if (!TRAILERS.has(kinds.at(-1) ?? '')) reading.log.add('XDT_TRUNCATED', { line: lastLine(reading) });
  const file = { labor: undefined as string | undefined, tag: undefined as string | undefined };
  for (const record of reading.records) {
    if (HEADERS.has(record.satzart)) readHeader(record, reading, plan, file);
    else if (TRAILERS.has(record.satzart)) readTrailer(record, reading, plan);
    else readReport(record, reading, plan, file);
  }
  return plan;
}

function readHeader(
  record: XdtRecord,
  reading: XdtReading,
  plan: PlanInMaking,
  file: { labor: string | undefined; tag: string | undefined },
): void {
  const taker = makeLineTaker(record.lines);
  file.labor = taker.peek('8320')?.content.trim() ?? taker.peek('0203')?.content.trim();
  file.tag = fullDay(takeDate(makeLineTaker(record.lines), '9103', reading) ?? null) ?? undefined;
  plan.envelope.push(...envelopeItems(record, record.lines));
}

function readTrailer(record: XdtRecord, reading: XdtReading, plan: PlanInMaking): void {
  const total = record.lines.find(({ fk }) => fk === '9202');
  const actual = reading.records.reduce((sum, { bytes }) => sum + bytes, 0);
  // A trailer that lost its only field was cut off.
  if (total === undefined) reading.log.add('XDT_TRUNCATED', { line: record.line });
  const declared = Number(total?.content ?? actual);
  if (declared !== actual && Number.isSafeInteger(declared))
    reading.log.add('XDT_FILE_LENGTH_WRONG', { params: { declared, actual } });
  plan.envelope.push(...envelopeItems(record, record.lines));
}

function readReport(
  record: XdtRecord,
  reading: XdtReading,
  plan: PlanInMaking,
  file: { readonly labor: string | undefined; readonly tag: string | undefined },
): void {
  const { log, order, format } = reading;
  if (!REPORTS.has(record.satzart) && !ORDERS.has(record.satzart)) {
    log.add('XDT_RECORD_UNKNOWN', { line: record.line, params: { satzart: record.satzart } });
  }
  const taker = makeLineTaker(record.lines);
  const value = takePerson(taker, { order, log, quelle: FORMAT_NAMES[format] });
  value['source'] = sourceOf(format, record, taker.taken());
  const person: PersonInMaking = { sourceRef: personRefOf(value, record.line), value, unplaced: [], eintraege: [] };
  const report = takeReport(taker, record, reading);
  const { results, unplaced, used } = takeResults(taker.left(), order);
  used.forEach(taker.take);
  const day = fullDay(report.befunddatum ?? null) ?? fullDay(report.eingangsdatum ?? null) ?? file.tag;
  const eintrag: DraftValue = {
    ...report,
    labor: file.labor,
    behandlungstag: day,
    source: sourceOf(format, record, taker.taken()),
  };
  if (results.length > 0) eintrag['messergebnisse'] = results;
  person.eintraege.push({ kind: 'labReport', value: eintrag, unplaced: [...unplaced, ...taker.rest()] });
  if (value['familienname'] !== undefined) plan.persons.push(person);
  else {
    log.add('PERSON_MISSING', { line: record.line, params: { source: `${FORMAT_NAMES[format]} ${record.satzart}` } });
    plan.unassigned.push(unassignedPerson(person));
  }
}

function takeReport(taker: LineTaker, record: XdtRecord, reading: XdtReading) {
  const kind = taker.peek('8401');
  const known = kind === undefined ? undefined : REPORT_KINDS[kind.content.trim().toUpperCase()];
  if (kind !== undefined && known !== undefined) taker.take(kind);
  else if (kind !== undefined) reading.log.add('XDT_VALUE_INVALID', { line: kind.line, field: '8401' });
  const time = taker.peek('8303');
  const uhrzeit = time === undefined ? null : xdtTime(time.content);
  if (time !== undefined && uhrzeit !== null) taker.take(time);
  return {
    auftragsnummer: taker.first('8310'),
    labornummer: taker.first('8311'),
    eingangsdatum: takeDate(taker, '8301', reading),
    befunddatum: takeDate(taker, '8302', reading),
    uhrzeit: uhrzeit ?? undefined,
    befundart: known ?? (ORDERS.has(record.satzart) ? 'auftrag' : undefined),
  };
}
