import { emptyPlan, type PersonInMaking, type PlanInMaking } from './draft.ts';
import { checkLdt3Checksum } from './ldt3-checksum.ts';
import { childNamed, type LdtObject, linesBelow, objectsOf, openObjects } from './ldt3-object.ts';
import { takeLdtPerson } from './ldt3-person.ts';
import { type LdtRecordContext, takeOrder, takeReport } from './ldt3-report.ts';
import { makeLineTaker } from './line-taker.ts';
import { unassignedPerson } from './settle-plan.ts';
import { personRefOf } from './xdt-person.ts';
import { FORMAT_NAMES, lastLine, sourceOf, type XdtReading } from './xdt-reading.ts';
import type { XdtLine } from './xdt-line.ts';
import type { XdtRecord } from './xdt-record.ts';
import { fullDay, xdtDate } from './xdt-value.ts';

const HEADERS = new Set(['8220', '8230']);
const TRAILERS = new Set(['8221', '8231']);
const CONTENT = new Set(['8205', '8215']);

/** Reads LDT 3 (IX9): each report (8205) and order (8215) makes a lab report, an order also its diagnoses. */
export function readLdt3(reading: XdtReading): PlanInMaking {
  const { log } = reading;
  const plan = emptyPlan(reading.format, reading.charset);
  const kinds = reading.records.map(({ satzart }) => satzart);
  if (!HEADERS.has(kinds[0] ?? '')) log.add('LDT_HEADER_MISSING');
  else if (TRAILERS.has(kinds.at(-1) ?? '')) checkLdt3Checksum(reading);
  else log.add('XDT_TRUNCATED', { line: lastLine(reading) });
  const file: { labor?: string; tag?: string } = {};
  for (const record of reading.records) {
    const complete = withoutEnd(record, reading);
    if (complete === null) continue;
    const root = openObjects(complete, log);
    if (root === null) continue;
    if (HEADERS.has(record.satzart)) Object.assign(file, headerFacts(root));
    if (HEADERS.has(record.satzart) || TRAILERS.has(record.satzart)) plan.envelope.push(...envelopeOf(record, root));
    else readContent(root, record, { reading, file }, plan);
  }
  return plan;
}

/** Every record ends with `8001 kind`. */
function withoutEnd(record: XdtRecord, { log, records }: XdtReading): XdtRecord | null {
  const last = record.lines.at(-1);
  if (last?.fk === '8001' && last.content.trim() === record.satzart)
    return { ...record, lines: record.lines.slice(0, -1) };
  const line = last?.line ?? record.line;
  if (record === records.at(-1) && last?.fk !== '8001') log.add('XDT_TRUNCATED', { line });
  else log.add('LDT3_STRUCTURE', { line, params: { object: '8001' } });
  return null;
}

function fieldsOf(lines: ReadonlySet<XdtLine>): string[] {
  return [...new Set(Array.from(lines, ({ fk }) => fk))];
}

function headerFacts(root: LdtObject): { labor?: string; tag?: string } {
  const name = objectsOf(root, '8239')
    .concat(objectsOf(root, '8143'))[0]
    ?.lines.find(({ fk }) => fk === '1250');
  const created = objectsOf(root, '8218')[0]?.lines.find(({ fk }) => fk === '7278');
  const tag = created === undefined ? null : fullDay(xdtDate(created.content, 'JJJJMMTT'));
  return { ...(name === undefined ? {} : { labor: name.content.trim() }), ...(tag === null ? {} : { tag }) };
}

function envelopeOf(record: XdtRecord, root: LdtObject) {
  return linesBelow(root)
    .filter(({ line }) => line.content.trim() !== '')
    .map(({ line, path }) => ({
      feld: [record.satzart, path, line.fk].filter((part) => part !== '').join('/'),
      inhalt: line.content,
    }));
}

function readContent(
  root: LdtObject,
  record: XdtRecord,
  { reading, file }: { reading: XdtReading; file: { labor?: string; tag?: string } },
  plan: PlanInMaking,
): void {
  const { log, format } = reading;
  if (!CONTENT.has(record.satzart))
    log.add('XDT_RECORD_UNKNOWN', { line: record.line, params: { satzart: record.satzart } });
  const used = new Set<XdtLine>();
  const taker = (object: LdtObject | undefined) => makeLineTaker(object?.lines ?? [], used);
  const context: LdtRecordContext = { reading, record, file, root, taker };
  const value = takeLdtPerson(root, context);
  value['source'] = sourceOf(format, record, fieldsOf(used));
  const person: PersonInMaking = { sourceRef: personRefOf(value, record.line), value, unplaced: [], eintraege: [] };
  person.eintraege.push(...(record.satzart === '8215' ? takeOrder(context) : takeReport(context)));
  for (const { value: made } of person.eintraege) made['source'] = sourceOf(format, record, fieldsOf(used));
  const rest = linesBelow(root).filter(({ line }) => !used.has(line) && line.content.trim() !== '');
  const items = rest.map(({ line, path }) => ({
    feld: path === '' ? line.fk : `${path}/${line.fk}`,
    inhalt: line.content,
  }));
  person.eintraege[0]?.unplaced.push(...items);
  if (value['familienname'] !== undefined) plan.persons.push(person);
  else {
    const code = childNamed(root, '8145') === undefined ? 'PERSON_MISSING' : 'PERSON_WITHOUT_NAME';
    log.add(code, { line: record.line, params: { source: `${FORMAT_NAMES[format]} ${record.satzart}` } });
    plan.unassigned.push(unassignedPerson(person));
  }
}
