import type { EintragKindName } from '@siegel/akten';

/** What a field of a BDT record becomes. */
export interface BdtRule {
  readonly kind: EintragKindName;
  /** Field of the kind that takes the content. */
  readonly to: string;
  /** Further fields with fixed values. */
  readonly with?: Readonly<Record<string, string | boolean>>;
  /** True: each line is an Eintrag of its own; otherwise lines that follow each other are one text. */
  readonly each?: true;
}

/** Which record kinds open and close a medium or describe the practice; their content belongs to the file. */
export const BDT_ENVELOPE: ReadonlySet<string> = new Set(['0020', '0021', '0022', '0023', '0010']);

/** Dated fields of a treatment record (6200) and of case records (0101..0199). BDT is spoken in dialects: the table is
 *  the default, a caller may pass another (`ImportOptions` of `BdtReader`). Anything else is kept as text with its field id.
 *  Source: ZI BDT 2/94 as far as it could be read; fields from 6230 on are by common usage and not verified. */
export const BDT_RULES: Readonly<Record<string, BdtRule>> = {
  '6001': { kind: 'diagnosis', to: 'icd', each: true },
  '6205': { kind: 'diagnosis', to: 'text', each: true },
  '6210': { kind: 'medication', to: 'text', with: { art: 'verordnung' }, each: true },
  '6215': { kind: 'medication', to: 'text', with: { art: 'plan' }, each: true },
  '6220': { kind: 'finding', to: 'text', with: { titel: 'Befund' } },
  '6221': { kind: 'finding', to: 'text', with: { titel: 'Fremdbefund' } },
  '6222': { kind: 'labReport', to: 'text' },
  '6225': { kind: 'finding', to: 'text', with: { titel: 'Röntgenbefund' } },
  '6230': { kind: 'finding', to: 'text', with: { titel: 'Messwerte' } },
  '6240': { kind: 'note', to: 'text', with: { rubrik: 'therapie' } },
  '6265': { kind: 'note', to: 'text', with: { rubrik: 'notiz', titel: 'Besonderheiten' } },
  '6280': { kind: 'note', to: 'text', with: { rubrik: 'notiz', titel: 'Überweisung' } },
  '6285': { kind: 'note', to: 'text', with: { rubrik: 'notiz', titel: 'Arbeitsunfähigkeit' } },
  '6290': { kind: 'note', to: 'text', with: { rubrik: 'notiz', titel: 'Krankenhauseinweisung' } },
};

/** Fields of the patient record (6100) that are no master data. Source: as above, not verified. */
export const BDT_PATIENT_RULES: Readonly<Record<string, BdtRule>> = {
  '3650': { kind: 'diagnosis', to: 'text', with: { dauerdiagnose: true }, each: true },
  '3652': { kind: 'medication', to: 'text', with: { art: 'plan', dauermedikation: true }, each: true },
  '3654': { kind: 'note', to: 'text', with: { rubrik: 'anamnese', titel: 'Risikofaktoren' } },
  '3660': { kind: 'note', to: 'text', with: { rubrik: 'anamnese', titel: 'Operationen' } },
  '3662': { kind: 'note', to: 'text', with: { rubrik: 'anamnese', titel: 'Anamnese' } },
};

/** Free categories come in pairs: an even field names it, the next odd one holds the text (6330 name, 6331 content). */
export function isFreeCategory(fk: string): boolean {
  return fk >= '6330' && fk <= '6399';
}
