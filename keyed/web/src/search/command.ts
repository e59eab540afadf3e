/** Something the user can do from everywhere; listed in the search behind `>`. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, for display. */
  readonly keys?: string;
  readonly run: () => void;
}

/** The commands in which, for every word typed after `>`, a word begins with it; marks over letters are forgiven. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = wordsOf(typed.replace(/^\s*>/, ''));
  return commands.filter(({ label }) => {
    const words = wordsOf(label);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
