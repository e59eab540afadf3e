import type { DuplicateReason, PlainRecord } from '@siegel/akten';
import type { PlannedPerson } from '@siegel/interchange';
import type { MatchedPerson } from './person-matching.ts';

/** What becomes of a planned person that may be there already, and of its Eintraege. */
export type CaseDecision = 'same' | 'new' | 'skip';

/** What a human compares to decide. */
export interface ComparedPerson {
  readonly familienname: string;
  readonly vorname?: string;
  readonly geburtsdatum?: string;
  readonly ort?: string;
  readonly patientennummer?: string;
  readonly versichertennummer?: string;
}

/** A planned person beside the one it is, or may be. */
export interface DuplicateCase {
  /** How the file names the planned person. */
  readonly sourceRef: string;
  readonly grade: 'same' | 'possible';
  readonly reasons: readonly DuplicateReason[];
  readonly planned: ComparedPerson;
  readonly personId: string;
  readonly known: ComparedPerson;
}

/** The case of a planned person, or undefined for a new one. */
export function duplicateCase({ sourceRef, value }: PlannedPerson, match: MatchedPerson): DuplicateCase | undefined {
  if (match.grade === 'new') return undefined;
  const { grade, reasons, personId, identity } = match;
  return {
    sourceRef,
    grade,
    reasons,
    planned: comparedPerson(value as PlainRecord),
    personId,
    known: comparedPerson(identity),
  };
}

function comparedPerson(value: PlainRecord): ComparedPerson {
  const text = (field: unknown) => (typeof field === 'string' && field !== '' ? field : undefined);
  const first = (list: unknown, name: string) =>
    Array.isArray(list) ? text((list[0] as Readonly<Record<string, unknown>> | undefined)?.[name]) : undefined;
  const optional = {
    vorname: text(value['vorname']),
    geburtsdatum: text(value['geburtsdatum']),
    ort: text(value['ort']),
    patientennummer: first(value['patientennummern'], 'nummer'),
    versichertennummer: first(value['versicherungen'], 'versichertennummer'),
  };
  const known = Object.entries(optional).filter(([, field]) => field !== undefined);
  return { familienname: text(value['familienname']) ?? '', ...Object.fromEntries(known) };
}
