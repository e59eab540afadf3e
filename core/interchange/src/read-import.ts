import { BdtReader, type BdtOptions } from './bdt.ts';
import { collectBdt } from './bdt-collect.ts';
import { isUtf8 } from './charset.ts';
import { type DetectedFormat, detectFormat } from './detect-format.ts';
import type { PlanInMaking } from './draft.ts';
import { readFhirJson } from './fhir-json.ts';
import { mapFhir } from './fhir-map.ts';
import { readFhirXml } from './fhir-xml.ts';
import { type FindingLog, makeFindingLog } from './import-finding.ts';
import { IMPORT_LIMITS, type ImportFormat, type ImportOptions, type ImportPlan } from './import-plan.ts';
import { readGdt } from './gdt.ts';
import { readLdt2 } from './ldt2.ts';
import { readLdt3 } from './ldt3.ts';
import type { PlanStep, StreamEnd } from './plan-step.ts';
import { refusedPlan, settlePlan } from './settle-plan.ts';
import { readVcard } from './vcard.ts';
import { XdtReader } from './xdt-line.ts';
import type { XdtReading } from './xdt-reading.ts';
import { RecordGrouper, type XdtRecord } from './xdt-record.ts';
import { type DateOrder, dateOrderOf } from './xdt-value.ts';

const READERS = { gdt2: readGdt, gdt3: readGdt, ldt2: readLdt2, ldt3: readLdt3 } as const;
const USUAL_ORDER: Readonly<Record<keyof typeof READERS, DateOrder>> = {
  gdt2: 'TTMMJJJJ',
  gdt3: 'TTMMJJJJ',
  ldt2: 'TTMMJJJJ',
  ldt3: 'JJJJMMTT',
};
const DATE_FIELDS = new Set(['3103', '6200', '7278', '8301', '8302', '8432', '9103']);

/** Reads one file of any supported format into a plan of what an import would make (IX1..IX18). Writes nothing, never
 *  throws on content; what is wrong stands in `findings`, and with an error among them the plan is empty (IX5).
 *  For BDT and FHIR JSON larger than `IMPORT_LIMITS.fileBytes`, and for NDJSON, use `streamBdt` and `streamFhir`. */
export function readImport(bytes: Uint8Array, options: ImportOptions): ImportPlan {
  const log = makeFindingLog();
  const format = detectFormat(bytes);
  if (bytes.length > IMPORT_LIMITS.fileBytes) {
    log.add('FILE_TOO_LARGE', { params: { limit: IMPORT_LIMITS.fileBytes } });
    return refusedPlan(isReadable(format) ? format : 'unknown', '', log);
  }
  if (isReadable(format)) return readAs(format, bytes, { log, options });
  if (format === 'empty') log.add('FILE_EMPTY');
  else if (format === 'unknown') log.add('FILE_NOT_RECOGNISED');
  else log.add('FORMAT_NOT_SUPPORTED', { params: { format } });
  return refusedPlan('unknown', '', log);
}

/** Reads BDT of any size from chunks, giving persons as they are complete and the verdict last (IX10). */
export async function* streamBdt(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: BdtOptions,
): AsyncGenerator<PlanStep | StreamEnd> {
  const reader = new BdtReader(options);
  for await (const chunk of chunks) {
    yield* reader.push(chunk);
    if (reader.log.hasError()) break;
  }
  yield* reader.end();
  yield { type: 'end', refused: reader.log.hasError(), charset: reader.charset, findings: reader.log.list() };
}

/** Formats that are read from their bytes alone; tables need to be told what their columns are. */
type WholeFormat = Exclude<ImportFormat, 'csv' | 'xlsx'>;

interface Context {
  readonly log: FindingLog;
  readonly options: ImportOptions;
}

function readAs(format: WholeFormat, bytes: Uint8Array, context: Context): ImportPlan {
  if (format === 'bdt') return collectBdt(bytes, context.options);
  if (format === 'fhir-json' || format === 'fhir-xml') return readFhir(bytes, format, context);
  if (format === 'vcard') return readCards(bytes, context);
  return readXdt(bytes, format, context);
}

function readCards(bytes: Uint8Array, { log, options }: Context): ImportPlan {
  const plan = readVcard(bytes, log, options);
  return settlePlan(plan, { log, options });
}

function readXdt(bytes: Uint8Array, format: keyof typeof READERS, { log, options }: Context): ImportPlan {
  const reader = new XdtReader(log);
  const lines = [...reader.push(bytes), ...reader.end()];
  const { charset } = reader;
  if (lines.length > IMPORT_LIMITS.lines) log.add('TOO_MANY_LINES', { params: { limit: IMPORT_LIMITS.lines } });
  const grouper = new RecordGrouper(log, format !== 'ldt3');
  const records = lines.map((line) => grouper.push(line)).concat(grouper.end());
  const found = records.filter((record): record is XdtRecord => record !== null);
  if (found.length === 0 || log.hasError()) {
    if (found.length === 0) log.add('XDT_NOT_XDT');
    return refusedPlan(format, charset, log);
  }
  const dates = lines.filter(({ fk }) => DATE_FIELDS.has(fk)).map(({ content }) => content);
  const order = format === 'ldt3' ? 'JJJJMMTT' : dateOrderOf(dates, USUAL_ORDER[format]);
  const reading: XdtReading = { format, charset, records: found, log, order, options, bytes };
  return settlePlan(READERS[format](reading), { log, options });
}

function readFhir(bytes: Uint8Array, format: 'fhir-json' | 'fhir-xml', { log, options }: Context): ImportPlan {
  const decoded = decodeFhir(bytes, format);
  if (decoded === null) {
    log.add('FHIR_NOT_TEXT');
    return refusedPlan(format, '', log);
  }
  const root = format === 'fhir-json' ? readFhirJson(decoded.text, log) : readFhirXml(decoded.text, log);
  if (root === null) return refusedPlan(format, decoded.charset, log);
  const plan: PlanInMaking = mapFhir(root, format, decoded.charset, log);
  return settlePlan(plan, { log, options });
}

// FHIR is UTF-8; an XML file may say otherwise in its declaration, and either may carry a byte order mark.
function decodeFhir(bytes: Uint8Array, format: ImportFormat): { text: string; charset: string } | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le' };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be' };
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const declared =
    format === 'fhir-xml'
      ? /^[^<]*<\?xml[^>]*encoding=["'](iso-8859-1|iso-8859-15|windows-1252)["']/i.exec(head)
      : null;
  const charset = declared?.[1]?.toLowerCase();
  if (charset !== undefined) return { text: new TextDecoder(charset).decode(bytes), charset };
  return isUtf8(bytes) ? { text: new TextDecoder('utf-8').decode(bytes), charset: 'utf-8' } : null;
}

function isReadable(format: DetectedFormat): format is WholeFormat {
  return Object.hasOwn(READERS, format) || format === 'bdt' || format === 'vcard' || format.startsWith('fhir-');
}
