import type { FindingLog } from './import-finding.ts';
import type { ImportFormat, ImportOptions, UnplacedItem } from './import-plan.ts';
import type { LineTaker } from './line-taker.ts';
import type { XdtLine } from './xdt-line.ts';
import type { XdtRecord } from './xdt-record.ts';
import type { DateOrder } from './xdt-value.ts';

/** An xDT file, read and cut into records, on its way to a plan. */
export interface XdtReading {
  readonly format: ImportFormat;
  readonly charset: string;
  readonly records: readonly XdtRecord[];
  readonly log: FindingLog;
  readonly order: DateOrder;
  readonly options: ImportOptions;
  /** The whole file, for checksums. */
  readonly bytes: Uint8Array;
}

/** Names of the formats as an Eintrag's source shows them. */
export const FORMAT_NAMES: Readonly<Record<ImportFormat, string>> = {
  gdt2: 'GDT 2',
  gdt3: 'GDT 3',
  ldt2: 'LDT 2',
  ldt3: 'LDT 3',
  bdt: 'BDT',
  'fhir-json': 'FHIR R4 JSON',
  'fhir-xml': 'FHIR R4 XML',
  csv: 'CSV',
  xlsx: 'XLSX',
  vcard: 'vCard',
};

/** The `source` group of an Eintrag: format, record kind, fields it was made of, first line. */
export function sourceOf(format: ImportFormat, record: Pick<XdtRecord, 'satzart' | 'line'>, felder: readonly string[]) {
  return { format: FORMAT_NAMES[format], satzart: record.satzart, felder: felder.slice(0, 2000), zeile: record.line };
}

/** Content of a header or trailer for the envelope of the plan: `8220/0203`. */
export function envelopeItems(record: XdtRecord, lines: readonly XdtLine[]): UnplacedItem[] {
  return lines
    .filter(({ content }) => content.trim() !== '')
    .map(({ fk, content }) => ({ feld: `${record.satzart}/${fk}`, inhalt: content }));
}

/** Groups of text lines in the order given, groups apart by an empty line; undefined when there is no text. */
export function takeText(taker: LineTaker, fks: readonly string[]): string | undefined {
  const groups = fks.map((fk) => taker.all(fk).join('\n')).filter((text) => text.trim() !== '');
  return groups.length === 0 ? undefined : groups.join('\n\n');
}

/** The last line of the last record. */
export function lastLine(reading: XdtReading): number {
  const last = reading.records.at(-1);
  return last?.lines.at(-1)?.line ?? last?.line ?? 1;
}
