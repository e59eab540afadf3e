/** Laboratory values that belong to one person and move over the years: whole numbers, scaled by the decimals. */
import { type Day, DAYS_PER_YEAR } from './day.ts';
import { mix } from './random.ts';

/** One analyte as the laboratory delivers it. `base`, `spread` and limits are scaled: HbA1c 6,9 % is 69. */
export type Analyte = {
  readonly name: string;
  readonly einheit: string;
  readonly decimals: number;
  readonly base: number;
  /** Largest difference between two healthy people. */
  readonly spread: number;
  readonly lower?: number;
  readonly upper?: number;
  /** Where women differ. */
  readonly women?: { readonly base: number; readonly lower?: number; readonly upper?: number };
  readonly material?: string;
};

/** All analytes by the ident of the laboratory. */
export const ANALYTES = {
  HBA1C: { name: 'HbA1c', einheit: '%', decimals: 1, base: 54, spread: 4, lower: 40, upper: 60, material: 'EDTA-Blut' },
  GLUC: { name: 'Glukose nüchtern', einheit: 'mg/dl', decimals: 0, base: 88, spread: 12, lower: 60, upper: 100 },
  KREA: {
    name: 'Kreatinin',
    einheit: 'mg/dl',
    decimals: 2,
    base: 92,
    spread: 12,
    lower: 70,
    upper: 120,
    women: { base: 74, lower: 50, upper: 90 },
  },
  GFR: { name: 'eGFR (CKD-EPI)', einheit: 'ml/min', decimals: 0, base: 96, spread: 8, lower: 60 },
  K: { name: 'Kalium', einheit: 'mmol/l', decimals: 1, base: 43, spread: 4, lower: 35, upper: 51 },
  NA: { name: 'Natrium', einheit: 'mmol/l', decimals: 0, base: 140, spread: 3, lower: 136, upper: 145 },
  LDL: { name: 'LDL-Cholesterin', einheit: 'mg/dl', decimals: 0, base: 118, spread: 24, upper: 116 },
  HDL: {
    name: 'HDL-Cholesterin',
    einheit: 'mg/dl',
    decimals: 0,
    base: 50,
    spread: 9,
    lower: 40,
    women: { base: 59, lower: 45 },
  },
  CHOL: { name: 'Cholesterin', einheit: 'mg/dl', decimals: 0, base: 196, spread: 30, upper: 200 },
  TRIG: { name: 'Triglyceride', einheit: 'mg/dl', decimals: 0, base: 118, spread: 45, upper: 150 },
  GPT: {
    name: 'GPT (ALT)',
    einheit: 'U/l',
    decimals: 0,
    base: 27,
    spread: 10,
    upper: 50,
    women: { base: 21, upper: 35 },
  },
  GGT: {
    name: 'Gamma-GT',
    einheit: 'U/l',
    decimals: 0,
    base: 30,
    spread: 14,
    upper: 60,
    women: { base: 20, upper: 40 },
  },
  HS: {
    name: 'Harnsäure',
    einheit: 'mg/dl',
    decimals: 1,
    base: 56,
    spread: 9,
    lower: 34,
    upper: 70,
    women: { base: 44, lower: 24, upper: 57 },
  },
  TSH: { name: 'TSH basal', einheit: 'mU/l', decimals: 2, base: 165, spread: 80, lower: 40, upper: 400 },
  HB: {
    name: 'Hämoglobin',
    einheit: 'g/dl',
    decimals: 1,
    base: 149,
    spread: 9,
    lower: 135,
    upper: 175,
    women: { base: 134, lower: 120, upper: 160 },
  },
  LEUK: { name: 'Leukozyten', einheit: '/nl', decimals: 1, base: 66, spread: 16, lower: 40, upper: 100 },
  THRO: { name: 'Thrombozyten', einheit: '/nl', decimals: 0, base: 245, spread: 55, lower: 150, upper: 400 },
  CRP: { name: 'CRP', einheit: 'mg/l', decimals: 1, base: 22, spread: 18, upper: 50 },
  FERR: {
    name: 'Ferritin',
    einheit: 'µg/l',
    decimals: 0,
    base: 130,
    spread: 70,
    lower: 30,
    upper: 400,
    women: { base: 62, lower: 15, upper: 150 },
  },
  VITD: { name: '25-OH-Vitamin D', einheit: 'ng/ml', decimals: 0, base: 26, spread: 9, lower: 20, upper: 70 },
  BNP: {
    name: 'NT-proBNP',
    einheit: 'pg/ml',
    decimals: 0,
    base: 90,
    spread: 60,
    upper: 125,
    material: 'Heparinplasma',
  },
  INR: { name: 'INR', einheit: '', decimals: 1, base: 10, spread: 1, lower: 20, upper: 30, material: 'Citratblut' },
  UACR: {
    name: 'Albumin/Kreatinin im Urin',
    einheit: 'mg/g',
    decimals: 0,
    base: 11,
    spread: 6,
    upper: 30,
    material: 'Urin',
  },
  PSA: { name: 'PSA', einheit: 'ng/ml', decimals: 2, base: 110, spread: 70, upper: 400 },
} as const satisfies Readonly<Record<string, Analyte>>;

/** Ident of an analyte. */
export type AnalyteIdent = keyof typeof ANALYTES;

/** What moves an analyte away from the healthy base. All scaled like the analyte. */
export type LabShift = {
  readonly analyte: AnalyteIdent;
  /** Added while the condition lasts. */
  readonly by: number;
  /** Added per year since it began; negative where treatment helps. */
  readonly perYear: number;
};

/** What the values of one person depend on. */
export type LabPerson = {
  readonly seed: number;
  readonly isWoman: boolean;
  readonly birthDay: Day;
  readonly shifts: readonly (LabShift & { readonly since: Day })[];
};

const ANALYTE_NUMBER = Object.fromEntries(Object.keys(ANALYTES).map((ident, i) => [ident, i])) as Record<
  AnalyteIdent,
  number
>;
const LONGEST_TREND_YEARS = 6;

/** The value of an analyte of a person on a day, scaled; the same whenever it is asked for. */
export function labValue(person: LabPerson, ident: AnalyteIdent, day: Day): number {
  const analyte: Analyte = ANALYTES[ident];
  const number = ANALYTE_NUMBER[ident];
  if (ident === 'KREA') return creatinine(person, day);
  const base = person.isWoman ? (analyte.women?.base ?? analyte.base) : analyte.base;
  let value = base + swing(mix(person.seed, number, 0), analyte.spread);
  value += swing(mix(person.seed, number, day), Math.ceil(analyte.spread / 3));
  if (ident === 'GFR') value -= kidneyAge(person, day);
  for (const shift of person.shifts) {
    if (shift.analyte !== ident || shift.since > day) continue;
    const years = Math.min((day - shift.since) / DAYS_PER_YEAR, LONGEST_TREND_YEARS);
    value += shift.by + Math.round(shift.perYear * years);
  }
  return Math.max(value, ident === 'GFR' ? 17 : 1);
}

/** A scaled value with its decimals; `separator` is a point in results and a comma in texts. */
export function labText(ident: AnalyteIdent, value: number, separator: '.' | ','): string {
  const { decimals } = ANALYTES[ident];
  if (decimals === 0) return String(value);
  const digits = String(value).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}${separator}${digits.slice(-decimals)}`;
}

/** Scaled limits; undefined where the laboratory has none. */
export type LabLimits = { readonly lower: number | undefined; readonly upper: number | undefined };

/** The limits the laboratory delivers for this sex. */
export function labLimits(ident: AnalyteIdent, isWoman: boolean): LabLimits {
  const analyte: Analyte = ANALYTES[ident];
  const women = isWoman ? analyte.women : undefined;
  return { lower: women?.lower ?? analyte.lower, upper: women?.upper ?? analyte.upper };
}

/** Kidneys lose about three quarters of a ml/min in a year from 40 on. */
function kidneyAge(person: LabPerson, day: Day): number {
  const years = Math.floor((day - person.birthDay) / DAYS_PER_YEAR);
  return Math.max(0, Math.floor(((years - 40) * 3) / 4));
}

/** Creatinine follows from the filtration rate, so that both tell the same story. */
function creatinine(person: LabPerson, day: Day): number {
  const rate = labValue(person, 'GFR', day);
  return Math.round((person.isWoman ? 6150 : 7900) / (rate + 2));
}

function swing(hash: number, size: number): number {
  return (hash % (2 * size + 1)) - size;
}
