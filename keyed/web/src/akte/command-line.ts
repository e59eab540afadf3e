import { typedKuerzel, type TypedKuerzel } from '@siegel/akten';
import { isDiagnosisCode, parseDiagnosis } from './diagnosis-text.ts';

/** What can be typed in a house that has changed nothing. */
export const TYPED_KUERZEL: readonly TypedKuerzel[] = typedKuerzel([]);

/** What a line becomes that names no Kuerzel: a note. */
const DEFAULT_KUERZEL = 'NOT';
/** What fixes the line to an appointment; no type of Eintrag. */
export const APPOINTMENT = 'T';
const DIAGNOSIS = 'DIA';
const TASK = 'AUF';

/** The Kuerzel of this name, or undefined. */
export function kuerzelNamed(name: string, all: readonly TypedKuerzel[] = TYPED_KUERZEL): TypedKuerzel | undefined {
  return all.find(({ kuerzel }) => kuerzel === name.toUpperCase());
}

/** Kuerzel that begin with what was typed, by their letters or by a word of their label, while it is one word. */
export function suggestKuerzel(
  typed: string,
  labelOf: (kuerzel: string) => string,
  all: readonly TypedKuerzel[] = TYPED_KUERZEL,
): readonly TypedKuerzel[] {
  const wanted = typed.toLowerCase();
  if (wanted === '' || /\s/.test(wanted)) return [];
  return all.filter(
    ({ kuerzel }) => kuerzel.toLowerCase().startsWith(wanted) || labelOf(kuerzel).toLowerCase().startsWith(wanted),
  );
}

/** The state of the command line. `kuerzel` is undefined until one is fixed. */
export interface CommandLine {
  readonly kuerzel: string | undefined;
  readonly text: string;
}

/** What typing makes of the line: a Kuerzel followed by a space at the front fixes the type, and its preset text stands there. */
export function typeInto(line: CommandLine, text: string, all: readonly TypedKuerzel[] = TYPED_KUERZEL): CommandLine {
  if (line.kuerzel !== undefined) return { ...line, text };
  const [, word = '', rest = ''] = /^(\S+)\s([\s\S]*)$/.exec(text) ?? [];
  if (word.toUpperCase() === APPOINTMENT) return { kuerzel: APPOINTMENT, text: rest };
  const named = kuerzelNamed(word, all);
  return named === undefined ? { ...line, text } : withKuerzel(named, rest);
}

/** The line with a type fixed. */
export function withKuerzel({ kuerzel, presetText }: TypedKuerzel, text: string): CommandLine {
  return { kuerzel, text: text === '' ? presetText : text };
}

/** What Enter makes of a line. */
export type LineWish =
  | { readonly as: 'eintrag'; readonly kuerzel: TypedKuerzel }
  | { readonly as: 'appointment' | 'task' | 'help' };

/** What a line stands for: an appointment behind `t`, a task where `@` begins it, a diagnosis where a code with a point or with a mark
 *  behind it does, the own commands for `?`, else an Eintrag (AL1). `B12 gegeben` is no diagnosis. */
export function wishOf({ kuerzel, text }: CommandLine, all: readonly TypedKuerzel[] = TYPED_KUERZEL): LineWish {
  if (kuerzel === APPOINTMENT) return { as: 'appointment' };
  const isTask = kuerzel === undefined || kuerzel === TASK;
  if (isTask && /^\s*@\S/.test(text)) return { as: 'task' };
  if (kuerzel === undefined && text.trim() === '?') return { as: 'help' };
  return { as: 'eintrag', kuerzel: typeOf(kuerzel ?? (isCoded(text) ? DIAGNOSIS : DEFAULT_KUERZEL), all) };
}

/** The type of this name, as the house has it; a note where it has none by it any more. */
function typeOf(name: string, all: readonly TypedKuerzel[]): TypedKuerzel {
  const named = kuerzelNamed(name, all) ?? kuerzelNamed(name) ?? kuerzelNamed(DEFAULT_KUERZEL);
  if (named === undefined) throw new Error('AL1: the note is always there');
  return named;
}

function isCoded(text: string): boolean {
  const [code = ''] = text.trim().split(/\s/, 1);
  if (!isDiagnosisCode(code)) return false;
  const { sicherheit, seite } = parseDiagnosis(text);
  return code.includes('.') || sicherheit !== undefined || seite !== undefined;
}
