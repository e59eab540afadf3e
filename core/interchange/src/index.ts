export type { BdtOptions } from './bdt.ts';
export { BDT_RULES, type BdtRule } from './bdt-rules.ts';
export { type DetectedFormat, detectFormat } from './detect-format.ts';
export { bundleOf, type ExportedRecord } from './fhir-own.ts';
export { FINDING_TEXTS, type FindingCode, type FindingSeverity, type FindingText } from './finding-texts.ts';
export { type FindingLog, findingText, type ImportFinding, makeFindingLog } from './import-finding.ts';
export {
  IMPORT_LIMITS,
  type ImportFormat,
  type ImportOptions,
  type ImportPlan,
  type PersonHint,
  type PlannedEintrag,
  type PlannedPerson,
  type UnassignedContent,
  type UnplacedItem,
} from './import-plan.ts';
export { CsvRows, type TableRow } from './csv-rows.ts';
export { type LetterLine, LetterLines } from './letter-lines.ts';
export { CharsetWeigher, hasUtf8Mark, TABLE_CHARSETS, type TableCharset, TextPieces } from './table-charset.ts';
export { guessHeader, guessSeparator, guessTargets, TABLE_SEPARATORS, type TableSeparator } from './table-guess.ts';
export { type TableGiven, TableReader } from './table-reader.ts';
export { TABLE_TARGETS, type TableTarget } from './table-target.ts';
export { type DayOrder, dayOrderOf } from './table-value.ts';
export { readXlsxBook, XLSX_PARTS, type XlsxBook, type XlsxParts } from './xlsx-book.ts';
export { XlsxRows } from './xlsx-rows.ts';
export { XmlFault } from './xml-scan.ts';
export type { PlanStep, StreamEnd } from './plan-step.ts';
export { readImport, streamBdt } from './read-import.ts';
export { type FhirFile, isNdjson, streamFhir } from './fhir-stream.ts';
