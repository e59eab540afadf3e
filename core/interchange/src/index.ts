export type { BdtOptions, BdtStep } from './bdt.ts';
export { BDT_RULES, type BdtRule } from './bdt-rules.ts';
export { type DetectedFormat, detectFormat } from './detect-format.ts';
export { FINDING_TEXTS, type FindingCode, type FindingSeverity, type FindingText } from './finding-texts.ts';
export { findingText, type ImportFinding } from './import-finding.ts';
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
export { type BdtEnd, readImport, streamBdt } from './read-import.ts';
