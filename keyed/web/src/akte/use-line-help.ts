import type { TypedKuerzel } from '@siegel/akten';
import { useState } from 'react';

/** What the line can do besides Eintraege of a type: an example each, as it is typed. */
const EXAMPLES = [
  ['appointment', 't mo 15 bl'],
  ['nextFree', 't bl vormittag'],
  ['task', '@st Rezept vorbereiten bis fr'],
  ['diagnosis', 'e11.4 g'],
] as const;

/** A line of the help. */
export interface HelpItem {
  /** Names its sentence; undefined for a type of Eintrag. */
  readonly does: (typeof EXAMPLES)[number][0] | undefined;
  readonly kuerzel: string | undefined;
  readonly example: string;
}

/** The list of commands above the line: which of them is chosen, undefined while it is closed (AL7). */
export function useLineHelp(typed: readonly TypedKuerzel[]) {
  const [at, setAt] = useState<number>();
  const items: readonly HelpItem[] = [
    ...EXAMPLES.map(([does, example]) => ({ does, example, kuerzel: undefined })),
    ...typed.map(({ kuerzel }) => ({ does: undefined, kuerzel, example: `${kuerzel.toLowerCase()} ` })),
  ];
  return {
    items,
    at,
    chosen: () => items[at ?? 0]?.example,
    close: () => setAt(undefined),
    move: (by: 1 | -1) => setAt((now) => (now === undefined ? 0 : Math.max(0, Math.min(now + by, items.length - 1)))),
  };
}
