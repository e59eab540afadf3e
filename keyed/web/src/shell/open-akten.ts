import type { PersonRow } from '@siegel/safe';

/** Akten that stay open beside each other, oldest first. */
export const MOST_OPEN_AKTEN = 8;

/** Adds an Akte, or takes over a newer row of it. With more than eight the oldest without a draft closes; with drafts in
 *  all of them none closes. */
export function openAkte(
  open: readonly PersonRow[],
  row: PersonRow,
  withDraft: readonly string[],
): readonly PersonRow[] {
  if (open.some(({ personId }) => personId === row.personId)) {
    return open.map((other) => (other.personId === row.personId ? row : other));
  }
  const all = [...open, row];
  if (all.length <= MOST_OPEN_AKTEN) return all;
  const oldest = all.find(({ personId }) => personId !== row.personId && !withDraft.includes(personId));
  return oldest === undefined ? all : all.filter((other) => other !== oldest);
}

/** The Akte to go to when `personId` closes: its right neighbour, else its left one, else none. */
export function neighbourOf(open: readonly PersonRow[], personId: string): PersonRow | undefined {
  const at = open.findIndex((row) => row.personId === personId);
  return open[at + 1] ?? open[at - 1];
}
