import { insurancesOn, type Validity, validityOn } from '@siegel/akten';
import type { EintragView, PersonView } from '@siegel/safe';
import { isUnreadable } from './eintrag-text.ts';

/** What the person panel shows beside name and date of birth; absent parts are left out. */
export interface PersonFacts {
  readonly cave?: string;
  /** Those that hold first, then coming ones, then those that are over (PE11). */
  readonly versicherungen: readonly InsuranceFact[];
  readonly telefone: readonly string[];
  readonly email?: string;
  readonly anschrift?: string;
  /** Those whose time is over last (PE14). */
  readonly vertretungen: readonly RepresentativeFact[];
  readonly kontakte: readonly ContactFact[];
  readonly verstorbenAm?: string;
}

/** An insurance as the panel shows it; codes as they are saved. */
export interface InsuranceFact {
  readonly at: number;
  readonly art?: string;
  readonly name?: string;
  readonly number?: string;
  readonly insuredAs?: string;
  readonly tarif?: string;
  readonly from?: string;
  readonly until?: string;
  readonly exemptUntil?: string;
  readonly validity: Validity;
}

/** Somebody who acts for the person. */
export interface RepresentativeFact {
  readonly name: string;
  readonly art?: string;
  readonly scopes: readonly string[];
  readonly telefon?: string;
  readonly from?: string;
  readonly until?: string;
  readonly validity: Validity;
}

/** Somebody else who is called or written to. */
export interface ContactFact {
  readonly name: string;
  readonly art?: string;
  readonly telefon?: string;
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

/** Reads the panel's lines from the person's record, as of a day (JJJJ-MM-TT). Content that could not be opened gives an empty panel;
 *  the screen says so beside it. */
export function personFacts(stammdaten: PersonView['stammdaten'], today: string): PersonFacts {
  if (isUnreadable(stammdaten)) return { versicherungen: [], telefone: [], vertretungen: [], kontakte: [] };
  const town = joined([text(stammdaten, 'plz'), text(stammdaten, 'ort')], ' ');
  const telecom = groups(stammdaten, 'telecom').filter((one) => one['art'] === 'telefon' || one['art'] === 'mobil');
  const telefone = [
    text(stammdaten, 'telefon'),
    text(stammdaten, 'mobil'),
    ...telecom.map((one) => text(one, 'wert')),
  ].filter((number) => number !== undefined);
  return {
    ...given('cave', text(stammdaten, 'cave')),
    versicherungen: insuranceFacts(groups(stammdaten, 'versicherungen'), today),
    telefone: [...new Set(telefone)],
    ...given('email', text(stammdaten, 'email')),
    ...given('anschrift', joined([text(stammdaten, 'strasse'), town], ', ')),
    vertretungen: representativeFacts(groups(stammdaten, 'vertretungen'), today),
    kontakte: groups(stammdaten, 'kontakte').flatMap((one) => {
      const name = text(one, 'name');
      if (name === undefined) return [];
      return [{ name, ...given('art', text(one, 'art')), ...given('telefon', text(one, 'telefon')) }];
    }),
    ...given('verstorbenAm', text(stammdaten, 'verstorbenAm')),
  };
}

function insuranceFacts(insurances: readonly Fields[], today: string): readonly InsuranceFact[] {
  const dated = insurances.map((one) => ({
    fields: one,
    ...given('gueltigAb', text(one, 'gueltigAb')),
    ...given('gueltigBis', text(one, 'gueltigBis')),
  }));
  return insurancesOn(dated, today).map(({ insurance: { fields, gueltigAb, gueltigBis }, at, validity }) => ({
    at,
    validity,
    ...given('art', text(fields, 'art')),
    ...given('name', text(fields, 'kostentraegerName')),
    ...given('number', text(fields, 'versichertennummer')),
    ...given('insuredAs', text(fields, 'versichertenart')),
    ...given('tarif', text(fields, 'tarif')),
    ...given('from', gueltigAb),
    ...given('until', gueltigBis),
    ...given('exemptUntil', text(fields, 'zuzahlungBefreitBis')),
  }));
}

function representativeFacts(representatives: readonly Fields[], today: string): readonly RepresentativeFact[] {
  const facts = representatives.flatMap((one): readonly RepresentativeFact[] => {
    const name = text(one, 'name');
    if (name === undefined) return [];
    const [from, until] = [text(one, 'von'), text(one, 'bis')];
    const scopes: unknown = one['umfang'];
    return [
      {
        name,
        ...given('art', text(one, 'art')),
        scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
        ...given('telefon', text(one, 'telefon')),
        ...given('from', from),
        ...given('until', until),
        validity: validityOn({ from, until }, today),
      },
    ];
  });
  return facts.toSorted((a, b) => Number(a.validity === 'past') - Number(b.validity === 'past'));
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
