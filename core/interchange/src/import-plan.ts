import type { EintragDraft, person, ValueOf } from '@siegel/akten';
import type { ImportFinding } from './import-finding.ts';

/** What a file was recognised as. */
export type ImportFormat =
  | 'gdt2'
  | 'gdt3'
  | 'ldt2'
  | 'ldt3'
  | 'bdt'
  | 'fhir-json'
  | 'fhir-xml'
  | 'csv'
  | 'xlsx'
  | 'vcard';

/** Content of the source word for word with its field id (xDT) or path (FHIR). */
export interface UnplacedItem {
  readonly feld: string;
  readonly inhalt: string;
}

/** A row of the Akte to be made. `attachment` is the opened file of a `document`; the caller seals and stores it. */
export type PlannedEintrag = EintragDraft & { readonly attachment?: Uint8Array };

/** A person to be made (or found again), with the rows of the Akte in the order of the source. */
export interface PlannedPerson {
  /** How the source names the person: patient number or resource reference; unique within one file. */
  readonly sourceRef: string;
  readonly value: ValueOf<typeof person>;
  readonly eintraege: readonly PlannedEintrag[];
}

/** What the source says about the person some unassigned content belongs to. */
export interface PersonHint {
  readonly familienname?: string;
  readonly vorname?: string;
  readonly geburtsdatum?: string;
  readonly versichertennummer?: string;
  readonly patientennummer?: string;
  /** Name or reference as the source writes it. */
  readonly ref?: string;
}

/** Content for which the file has no person ("nicht zuzuordnen"): shown, and made only when a user names a person. */
export interface UnassignedContent {
  readonly sourceRef: string;
  readonly hint: PersonHint;
  readonly eintraege: readonly PlannedEintrag[];
  readonly content: readonly UnplacedItem[];
}

/** What an import would make. A value: nothing has been written, and the same bytes give the same plan. */
export interface ImportPlan {
  readonly format: ImportFormat | 'unknown';
  readonly charset: string;
  /** True when a finding is an error; then everything below is empty (IX5). */
  readonly refused: boolean;
  readonly persons: readonly PlannedPerson[];
  readonly unassigned: readonly UnassignedContent[];
  /** Content about the file and its sender, which belongs to no person. */
  readonly envelope: readonly UnplacedItem[];
  readonly findings: readonly ImportFinding[];
  /** Items kept in `unplaced` of all records, in `content` of what is unassigned, and in the envelope. */
  readonly unplacedCount: number;
}

/** What core/ may not do itself. */
export interface ImportOptions {
  /** Day for content without any date. `JJJJ-MM-TT` */
  readonly today: string;
  /** SHA-1 for the checksum of LDT 3; without it the checksum is reported as not checked. */
  readonly sha1?: (bytes: Uint8Array) => Uint8Array;
}

/** Limits of one file, except that BDT may have any size when it is streamed (IX4). */
export const IMPORT_LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  lines: 1_000_000,
  lineBytes: 64 * 1024,
  recordLines: 100_000,
  depth: 64,
  elements: 2_000_000,
} as const;
