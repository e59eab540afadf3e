/** Something the user can do from everywhere; listed in the search behind `>`. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, for display. */
  readonly keys?: string;
  readonly run: () => void;
}

/** The commands of which a word begins with what was typed after `>`. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = typed.replace(/^>/, '').trim().toLowerCase();
  return commands.filter(({ label }) =>
    label
      .toLowerCase()
      .split(/[\s,]+/)
      .some((word) => word.startsWith(wanted)),
  );
}
