import { readAppointmentLine } from '../appointments/appointment-line.ts';
import type { LocalDate } from '../field-type.ts';
import { foldName } from '../fold-name.ts';

/** Whom a task may be for: hex ids by folded word. A word that several go by has several ids. */
export interface TaskWords {
  readonly who: ReadonlyMap<string, readonly string[]>;
  readonly today: LocalDate;
}

/** A task as somebody typed it. */
export interface TaskLine {
  readonly title: string;
  /** Hex ids of users and groups, in the order they were named. */
  readonly who: readonly string[];
  readonly due?: LocalDate;
  readonly isUrgent: boolean;
  /** Words behind an `@` that name nobody. */
  readonly unknown: readonly string[];
  /** Words behind an `@` that name several. */
  readonly ambiguous: readonly string[];
}

const NO_WORDS = { types: new Map<string, string>(), resources: new Map<string, string>() };

/** Reads `@st Rezept vorbereiten bis fr`: `@` names whom it is for, `bis` with a day when it is due, `!` alone that it is urgent, in
 *  any order; the rest is what is to be done (AL6). A `bis` without a day behind it is text. */
export function taskFromLine(line: string, { who, today }: TaskWords): TaskLine {
  const parts = line.split(/\s+/).filter((part) => part !== '');
  const named: string[] = [];
  const [unknown, ambiguous, title]: [string[], string[], string[]] = [[], [], []];
  const address = (part: string, [first, second]: readonly string[]) => {
    if (first === undefined) unknown.push(part);
    else if (second !== undefined) ambiguous.push(part);
    else if (!named.includes(first)) named.push(first);
  };
  let due: LocalDate | undefined;
  let isUrgent = false;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    const day = due === undefined && part.toLowerCase() === 'bis' ? dayOf(parts[at + 1] ?? '', today) : undefined;
    if (day !== undefined) {
      due = day;
      at += 1;
    } else if (part === '!') isUrgent = true;
    else if (/^@./.test(part)) address(part, who.get(foldName(part.slice(1))) ?? []);
    else title.push(part);
  }
  return { title: title.join(' '), who: named, isUrgent, unknown, ambiguous, ...(due !== undefined && { due }) };
}

/** One word for a day, as appointments read it: `fr`, `24.11.`, `+3`, `morgen`. */
function dayOf(word: string, today: LocalDate): LocalDate | undefined {
  return readAppointmentLine(word, { ...NO_WORDS, today }).day;
}
