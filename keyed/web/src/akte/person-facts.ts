import type { EintragView, PersonView } from '@siegel/safe';
import { isUnreadable } from './eintrag-text.ts';

/** What the person panel shows beside name and date of birth; absent parts are left out. */
export interface PersonFacts {
  readonly cave?: string;
  readonly kasse?: string;
  readonly versichertennummer?: string;
  readonly telefone: readonly string[];
  readonly email?: string;
  readonly anschrift?: string;
  readonly vertretungen: readonly string[];
  readonly verstorbenAm?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
const groups = (fields: Fields, name: string): readonly Fields[] => {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item): item is Fields => typeof item === 'object' && item !== null) : [];
};
const joined = (parts: readonly (string | undefined)[], by: string): string | undefined => {
  const there = parts.filter((part) => part !== undefined);
  return there.length === 0 ? undefined : there.join(by);
};
const given = <K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [P in K]?: string });

/** Reads the panel's lines from the person's record. Content that could not be opened gives an empty panel; the screen
 *  says so beside it. */
export function personFacts(stammdaten: PersonView['stammdaten']): PersonFacts {
  if (isUnreadable(stammdaten)) return { telefone: [], vertretungen: [] };
  const [insurance] = groups(stammdaten, 'versicherungen');
  const town = joined([text(stammdaten, 'plz'), text(stammdaten, 'ort')], ' ');
  const telecom = groups(stammdaten, 'telecom').filter((one) => one['art'] === 'telefon' || one['art'] === 'mobil');
  const telefone = [
    text(stammdaten, 'telefon'),
    text(stammdaten, 'mobil'),
    ...telecom.map((one) => text(one, 'wert')),
  ].filter((number) => number !== undefined);
  return {
    ...given('cave', text(stammdaten, 'cave')),
    ...given('kasse', insurance && joined([text(insurance, 'kostentraegerName'), text(insurance, 'art')], ', ')),
    ...given('versichertennummer', insurance && text(insurance, 'versichertennummer')),
    telefone: [...new Set(telefone)],
    ...given('email', text(stammdaten, 'email')),
    ...given('anschrift', joined([text(stammdaten, 'strasse'), town], ', ')),
    vertretungen: groups(stammdaten, 'vertretungen').flatMap(
      (one) => joined([text(one, 'name'), text(one, 'art')], ', ') ?? [],
    ),
    ...given('verstorbenAm', text(stammdaten, 'verstorbenAm')),
  };
}

/** A permanent diagnosis of the panel. */
export interface DauerDiagnose {
  readonly recordId: string;
  readonly icd: string;
  readonly marks: string;
  readonly text: string;
}

/** The permanent diagnoses that have not ended, newest wording of each code once, in order of their codes. */
export function dauerDiagnosen(eintraege: readonly EintragView[]): readonly DauerDiagnose[] {
  const byCode = new Map<string, DauerDiagnose>();
  for (const { kind, value, recordId, summary } of eintraege) {
    if (kind !== 'diagnosis' || isUnreadable(value)) continue;
    if (value['dauerdiagnose'] !== true || value['ende'] !== undefined) continue;
    const icd = text(value, 'icd') ?? '';
    const key = icd === '' ? recordId : icd;
    const marks = joined([text(value, 'seite'), text(value, 'sicherheit')], ' ') ?? '';
    if (!byCode.has(key)) byCode.set(key, { recordId, icd, marks, text: text(value, 'text') ?? summary });
  }
  return [...byCode.values()].toSorted((a, b) => a.icd.localeCompare(b.icd));
}

/** A line of the medication plan. `doses` are morning, noon, evening and night where the dosage is written so. */
export interface PlanLine {
  readonly recordId: string;
  readonly name: string;
  readonly doses?: readonly [string, string, string, string];
  readonly dosierung?: string;
}

/** The medication plan: lines of kind `plan` and permanent medication that have not ended, newest of each name once. */
export function medikationsplan(eintraege: readonly EintragView[]): readonly PlanLine[] {
  const byName = new Map<string, PlanLine>();
  for (const { kind, value, recordId, summary } of eintraege) {
    if (kind !== 'medication' || isUnreadable(value) || value['ende'] !== undefined) continue;
    if (value['art'] !== 'plan' && value['dauermedikation'] !== true) continue;
    const name = joined([text(value, 'handelsname') ?? text(value, 'wirkstoff'), text(value, 'staerke')], ' ');
    const line = { recordId, name: name ?? text(value, 'text') ?? summary, ...dosage(text(value, 'dosierung')) };
    if (!byName.has(line.name)) byName.set(line.name, line);
  }
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

function dosage(dosierung: string | undefined): Pick<PlanLine, 'doses' | 'dosierung'> {
  if (dosierung === undefined) return {};
  const times = /^\s*([\d.,½/]+)\s*-\s*([\d.,½/]+)\s*-\s*([\d.,½/]+)(?:\s*-\s*([\d.,½/]+))?\s*$/.exec(dosierung);
  if (times === null) return { dosierung };
  return { doses: [times[1] ?? '0', times[2] ?? '0', times[3] ?? '0', times[4] ?? '0'] };
}
