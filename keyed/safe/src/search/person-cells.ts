/** Numbers per person in the table of the index, and what stands where: six text ids and the packed date of birth. */
export const CELLS = {
  familienname: 0,
  geburtsname: 1,
  vorname: 2,
  strasse: 3,
  hausnummer: 4,
  ort: 5,
  born: 6,
} as const;
/** How many cells one person has. */
export const CELLS_PER_PERSON = 7;

/** A cell that names a text. */
export type TextCell = Exclude<keyof typeof CELLS, 'born'>;

/** The text cells in the order of their numbers. */
export const TEXT_CELLS = (Object.keys(CELLS) as (keyof typeof CELLS)[]).filter(
  (name): name is TextCell => name !== 'born',
);
