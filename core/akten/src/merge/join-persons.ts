import { kvnrsOf } from '../duplicate.ts';
import { isSameValue } from '../merge-record.ts';
import { person } from '../kinds/person.ts';
import type { ValueOf } from '../kind.ts';
import type { PlainRecord } from '../split-record.ts';

/** Whose content a field of the joined Stammdaten has. */
export type JoinSide = 'stays' | 'goes' | 'both';

/** One field of two persons beside each other (PM10). */
export interface JoinField {
  readonly name: string;
  readonly stays: PlainRecord[string] | undefined;
  readonly goes: PlainRecord[string] | undefined;
  readonly isSame: boolean;
  /** True where both can be kept: lists, and free text. */
  readonly mayBeBoth: boolean;
  /** What is proposed: nothing that somebody noted gets lost unless a human says so. */
  readonly side: JoinSide;
}

/** What makes it unlikely that two persons are one (PM11). */
export type JoinWarning = 'GEBURTSDATUM' | 'KVNR' | 'GESCHLECHT' | 'VERSTORBEN';

/** Where a person came from stays with the person; when somebody was archived is no content. */
const LEFT_OUT: ReadonlySet<string> = new Set(['source', 'unplaced', 'archiviertAm']);
/** Free text that is put together; of two surnames nobody makes one. */
const JOINED_TEXT: Readonly<Record<string, string>> = { cave: '; ', verwaltungsnotiz: '\n' };

/** The fields that one of the two has, in the order of the declaration, each with a proposal. */
export function joinFields(stays: PlainRecord, goes: PlainRecord): readonly JoinField[] {
  return Object.keys(person.fields).flatMap((name): JoinField[] => {
    const [own, other] = [stays[name], goes[name]];
    if (LEFT_OUT.has(name) || (own === undefined && other === undefined)) return [];
    const isSame = isSameValue(own, other);
    const mayBeBoth =
      !isSame && own !== undefined && other !== undefined && (Array.isArray(own) || JOINED_TEXT[name] !== undefined);
    return [{ name, stays: own, goes: other, isSame, mayBeBoth, side: proposal({ own, other, mayBeBoth }) }];
  });
}

function proposal({ own, other, mayBeBoth }: { own: unknown; other: unknown; mayBeBoth: boolean }): JoinSide {
  if (mayBeBoth) return 'both';
  return own === undefined && other !== undefined ? 'goes' : 'stays';
}

/** The Stammdaten of the person that stays, as somebody chose; a field without a choice is taken as proposed. Not validated. */
export function joinPersons(
  stays: PlainRecord,
  goes: PlainRecord,
  choice: Readonly<Record<string, JoinSide>>,
): PlainRecord {
  const joined = new Map(Object.entries(stays));
  for (const field of joinFields(stays, goes)) {
    const value = valueOf(field, choice[field.name] ?? field.side);
    if (value === undefined) joined.delete(field.name);
    else joined.set(field.name, value);
  }
  return Object.fromEntries(joined);
}

function valueOf({ name, stays, goes, mayBeBoth }: JoinField, side: JoinSide): PlainRecord[string] | undefined {
  if (side === 'goes') return goes;
  if (side === 'stays' || !mayBeBoth) return stays;
  if (typeof stays === 'string' && typeof goes === 'string') return stays + (JOINED_TEXT[name] ?? ' ') + goes;
  if (!Array.isArray(stays) || !Array.isArray(goes)) return stays;
  const added = goes.filter((line) => !stays.some((known) => isSameValue(known, line)));
  return [...stays, ...added];
}

/** What speaks against the two being one: said, never decided here. */
export function joinWarnings(stays: PlainRecord, goes: PlainRecord): readonly JoinWarning[] {
  const [a, b] = [stays, goes] as readonly unknown[] as readonly [ValueOf<typeof person>, ValueOf<typeof person>];
  const warnings: JoinWarning[] = [];
  if (areDifferentDays(a.geburtsdatum, b.geburtsdatum)) warnings.push('GEBURTSDATUM');
  const [own, other] = [kvnrsOf(a), kvnrsOf(b)];
  if (own.length > 0 && other.length > 0 && !own.some((kvnr) => other.includes(kvnr))) warnings.push('KVNR');
  if (a.geschlecht !== undefined && b.geschlecht !== undefined && a.geschlecht !== b.geschlecht)
    warnings.push('GESCHLECHT');
  if ((a.verstorbenAm === undefined) !== (b.verstorbenAm === undefined)) warnings.push('VERSTORBEN');
  return warnings;
}

/** True for two days of which neither is a part of the other: 1951 and 1951-03-14 may be one. */
export function areDifferentDays(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && !a.startsWith(b) && !b.startsWith(a);
}
