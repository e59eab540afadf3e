import { KUERZEL, type Kuerzel } from '@siegel/akten';

/** Kinds that begin with a file or come from a laboratory; they are not typed. */
const NOT_TYPED = ['document', 'labReport'];

/** The Kuerzel that can be typed, alphabetically. */
export const TYPED_KUERZEL: readonly Kuerzel[] = KUERZEL.filter(({ kind }) => !NOT_TYPED.includes(kind)).toSorted(
  (a, b) => a.kuerzel.localeCompare(b.kuerzel),
);

/** What a line becomes that names no Kuerzel: a note. */
export const DEFAULT_KUERZEL = 'NOT';

/** The Kuerzel of this name, or undefined. */
export function kuerzelNamed(name: string): Kuerzel | undefined {
  return TYPED_KUERZEL.find(({ kuerzel }) => kuerzel === name.toUpperCase());
}

/** Kuerzel that begin with what was typed, by their letters or by a word of their label, while it is one word. */
export function suggestKuerzel(typed: string, labelOf: (kuerzel: string) => string): readonly Kuerzel[] {
  const wanted = typed.toLowerCase();
  if (wanted === '' || /\s/.test(wanted)) return [];
  return TYPED_KUERZEL.filter(
    ({ kuerzel }) => kuerzel.toLowerCase().startsWith(wanted) || labelOf(kuerzel).toLowerCase().startsWith(wanted),
  );
}

/** The state of the command line. `kuerzel` is undefined until one is fixed. */
export interface CommandLine {
  readonly kuerzel: string | undefined;
  readonly text: string;
}

/** What typing makes of the line: a Kuerzel followed by a space at the front fixes the type. */
export function typeInto(line: CommandLine, text: string): CommandLine {
  if (line.kuerzel !== undefined) return { ...line, text };
  const [, word = '', rest = ''] = /^(\S+)\s([\s\S]*)$/.exec(text) ?? [];
  const named = kuerzelNamed(word);
  return named === undefined ? { ...line, text } : { kuerzel: named.kuerzel, text: rest };
}
