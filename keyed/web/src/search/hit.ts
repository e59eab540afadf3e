import type { PersonRow, SearchAnswer } from '@siegel/safe';
import { type Command, findCommands } from './command.ts';

/** One line of the result list. */
export type Hit =
  | { readonly kind: 'exact' | 'sound' | 'recent'; readonly id: string; readonly row: PersonRow }
  | { readonly kind: 'command'; readonly id: string; readonly command: Command };

/** What the result list is made of. */
export interface HitSource {
  readonly query: string;
  readonly answer: SearchAnswer | undefined;
  readonly recent: readonly PersonRow[];
  readonly commands: readonly Command[];
}

/** The lines of the result list in order: commands behind `>`, recently opened persons while nothing is typed, otherwise
 *  the persons found as typed and then those that sound alike. */
export function hitsOf({ query, answer, recent, commands }: HitSource): readonly Hit[] {
  const asked = query.trim();
  if (asked.startsWith('>')) {
    return findCommands(commands, asked).map((command) => ({ kind: 'command', id: `command-${command.id}`, command }));
  }
  if (asked === '') return rows('recent', recent);
  return answer === undefined ? [] : [...rows('exact', answer.exact), ...rows('sound', answer.soundAlike)];
}

function rows(kind: 'exact' | 'sound' | 'recent', persons: readonly PersonRow[]): readonly Hit[] {
  return persons.map((row) => ({ kind, id: `${kind}-${row.personId}`, row }));
}
