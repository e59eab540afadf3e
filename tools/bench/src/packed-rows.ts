import type { PackedPersons } from '@siegel/safe';
import { hexOf, ID_BYTES } from '@siegel/wire';

const CELLS = 7;
const COLUMNS = ['familienname', 'geburtsname', 'vorname', 'strasse', 'hausnummer', 'ort'] as const;

/** The persons of a shard as plain rows: what reading it gives who wants to show them and not to find them. */
export function rowsOfPacked({ ids, cells, texts, numbers }: PackedPersons): readonly Record<string, unknown>[] {
  return numbers.map((number, row) => {
    const person: Record<string, unknown> = {
      personId: hexOf(ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES)),
      born: cells[row * CELLS + COLUMNS.length],
      patientennummern: number.split('\n').filter((each) => each !== ''),
    };
    COLUMNS.forEach((name, column) => (person[name] = texts[column]?.[cells[row * CELLS + column] as number]));
    return person;
  });
}
