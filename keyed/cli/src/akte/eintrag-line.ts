import { type EintragKindName, isMovedAway, kindByCode, kuerzelOf, type PlainRecord } from '@siegel/akten';
import type { OpenedEntry } from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { type ErrorCode, hexOf } from '@siegel/wire';

/** One row of an Akte as the command line shows it. */
export interface EintragLine {
  readonly id: string;
  readonly kind: string;
  readonly kuerzel: string;
  readonly behandlungstag: string;
  readonly uhrzeit: string;
  readonly text: string;
  readonly versions: number;
  /** Why it cannot be read; then text and day are empty. */
  readonly unreadable?: ErrorCode;
  readonly value?: PlainRecord;
}

/** Fields that say what a record is about, in the order they are put in front of its text. */
const HEADINGS = ['icd', 'titel', 'betreff', 'handelsname', 'wirkstoff', 'verfahren', 'labor', 'dateiname'] as const;

/** The rows of an Akte in order of time. Records that are no row of the table (person, keys, what was moved
 *  away) are left out. */
export function eintragLines(entries: readonly OpenedEntry[]): readonly EintragLine[] {
  const lines = entries.flatMap((entry) => eintragLine(entry) ?? []);
  return lines.toSorted((a, b) => compare(timeOf(a), timeOf(b)));
}

function timeOf({ behandlungstag, uhrzeit }: EintragLine): string {
  return `${behandlungstag} ${uhrzeit}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function eintragLine({ record, opened }: OpenedEntry): EintragLine | undefined {
  const kind = kindByCode(record.newest.body.kind);
  if (kind === undefined || !('eintrag' in kind)) return undefined;
  const common = { id: hexOf(record.newest.body.record), kind: kind.name, versions: record.versions };
  const empty = { kuerzel: kind.eintrag.kuerzel, behandlungstag: '', uhrzeit: '', text: '' };
  if (isUnreadable(opened)) return { ...common, ...empty, unreadable: opened.unreadable };
  const value = opened.value as PlainRecord;
  if (isMovedAway(value)) return undefined;
  return {
    ...common,
    kuerzel: kuerzelOf(kind.name as EintragKindName, value).kuerzel,
    behandlungstag: textOf(value['behandlungstag']),
    uhrzeit: textOf(value['uhrzeit']),
    text: summary(value),
    value,
  };
}

function summary(value: PlainRecord): string {
  const headings = HEADINGS.map((name) => textOf(value[name]));
  const results = Array.isArray(value['messergebnisse']) ? value['messergebnisse'].map(resultText) : [];
  const parts = [...new Set([...headings, textOf(value['text']), results.join('; ')])];
  return parts.filter((part) => part !== '').join(' · ');
}

function resultText(result: unknown): string {
  const { name, ident, wert, einheit } = result as Readonly<Record<string, unknown>>;
  return [textOf(name) || textOf(ident), textOf(wert), textOf(einheit)].filter((part) => part !== '').join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
