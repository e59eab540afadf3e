/** Reports of the laboratory. */
import type { ValueOfKind } from '@siegel/akten';
import { dateOf } from './day.ts';
import {
  type Analyte,
  ANALYTES,
  type AnalyteIdent,
  labLimits,
  type LabLimits,
  labText,
  labValue,
} from './lab-values.ts';
import { stamp, type Visit } from './visit.ts';

type Result = NonNullable<ValueOfKind<'labReport'>['messergebnisse']>[number];

const LABOR = 'Labor Spreebogen';
const HINTS: Partial<Record<AnalyteIdent, string>> = {
  K: 'Probe nicht hämolytisch, Messung wiederholt. Bitte Verlaufskontrolle.',
  BNP: 'Erhöhte Werte auch bei eingeschränkter Nierenfunktion möglich.',
};

/** Adds a report over these analytes, with the limits for the sex of the person. */
export function addLabReport(visit: Visit, idents: readonly AnalyteIdent[]): void {
  const isWoman = visit.person.sex === 'w';
  const results = idents.map((ident) => resultOf(visit, ident, isWoman));
  visit.drafts.push({
    kind: 'labReport',
    value: {
      ...stamp(visit),
      text: idents.map((ident) => summary(visit, ident)).join(', '),
      labor: LABOR,
      auftragsnummer: String(10_000_000 + visit.random.below(89_999_999)),
      befundart: 'endbefund',
      befunddatum: dateOf(visit.day + 1),
      messergebnisse: results,
    },
  });
}

function resultOf(visit: Visit, ident: AnalyteIdent, isWoman: boolean): Result {
  const analyte: Analyte = ANALYTES[ident];
  const value = labValue(visit.lab, ident, visit.day);
  const limits = labLimits(ident, isWoman);
  const flag = flagOf(value, limits);
  const hint = flag === '' ? undefined : HINTS[ident];
  return {
    ident,
    name: analyte.name,
    wert: labText(ident, value, '.'),
    ...(analyte.einheit === '' ? {} : { einheit: analyte.einheit }),
    ...limitFields(ident, limits),
    ...(flag === '' ? {} : { grenzwertindikator: flag }),
    ...(analyte.material === undefined ? {} : { material: analyte.material }),
    ...(hint === undefined ? {} : { bemerkung: hint }),
  };
}

function limitFields(ident: AnalyteIdent, { lower, upper }: LabLimits): Partial<Result> {
  const text = (limit: number, separator: '.' | ','): string => labText(ident, limit, separator);
  if (lower !== undefined && upper !== undefined) {
    const normtext = `${text(lower, ',')} - ${text(upper, ',')}`;
    return { untergrenze: text(lower, '.'), obergrenze: text(upper, '.'), normtext };
  }
  if (upper !== undefined) return { obergrenze: text(upper, '.'), normtext: `bis ${text(upper, ',')}` };
  return lower === undefined ? {} : { untergrenze: text(lower, '.'), normtext: `über ${text(lower, ',')}` };
}

function flagOf(value: number, { lower, upper }: LabLimits): '+' | '-' | '' {
  if (upper !== undefined && value > upper) return '+';
  return lower !== undefined && value < lower ? '-' : '';
}

function summary(visit: Visit, ident: AnalyteIdent): string {
  const { name, einheit }: Analyte = ANALYTES[ident];
  const short = name.replace(/ \(.*\)$/, '');
  const value = labText(ident, labValue(visit.lab, ident, visit.day), ',');
  return `${short} ${value}${einheit === '%' ? ' %' : ''}`;
}
