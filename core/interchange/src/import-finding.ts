import { FINDING_TEXTS, type FindingCode, type FindingSeverity } from './finding-texts.ts';

/** One thing noticed while reading a file: where, and which rule. `params` holds counts, codes and names of fields,
 *  never content of a field (IX14), so that a finding may be shown, logged and counted. */
export interface ImportFinding {
  readonly severity: FindingSeverity;
  readonly code: FindingCode;
  /** First line is 1. */
  readonly line?: number;
  /** Field id of xDT. */
  readonly field?: string;
  /** Path of FHIR, `Bundle.entry[3].resource.birthDate`. */
  readonly path?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Where a finding was made, its parameters, and a severity other than the usual one of its code. */
export type FindingPlace = Pick<ImportFinding, 'line' | 'field' | 'path' | 'params'> & {
  readonly severity?: FindingSeverity;
};

/** Findings of one file; keeps the first `limit` per code and counts the rest, so that a broken file stays readable. */
export interface FindingLog {
  readonly add: (code: FindingCode, place?: FindingPlace) => void;
  readonly hasError: () => boolean;
  readonly list: () => readonly ImportFinding[];
}

const LIMIT_PER_CODE = 100;

/** Makes an empty log. */
export function makeFindingLog(limit: number = LIMIT_PER_CODE): FindingLog {
  const kept: ImportFinding[] = [];
  const countByCode = new Map<FindingCode, number>();
  let error = false;
  return {
    add(code, { severity = FINDING_TEXTS[code].severity, ...place } = {}) {
      if (severity === 'error') error = true;
      const count = (countByCode.get(code) ?? 0) + 1;
      countByCode.set(code, count);
      if (count <= limit) kept.push({ severity, code, ...place });
    },
    hasError: () => error,
    list() {
      const more = [...countByCode].filter(([, count]) => count > limit);
      return [...kept, ...more.map(([code, count]): ImportFinding => repeated(code, count - limit))];
    },
  };
}

function repeated(code: FindingCode, count: number): ImportFinding {
  return { severity: 'info', code: 'FINDING_REPEATED', params: { code, count } };
}

/** The sentence of a finding with its parameters filled in. */
export function findingText(finding: ImportFinding, language: 'de' | 'en'): string {
  const facts: Readonly<Record<string, string | number | undefined>> = {
    line: finding.line,
    field: finding.field,
    path: finding.path,
    ...finding.params,
  };
  return FINDING_TEXTS[finding.code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
}
