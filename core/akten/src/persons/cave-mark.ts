import type { PlainRecord } from '../split-record.ts';

/** The Stammdaten with the mark that says whether there is a warning at all. The warning itself is clinical; the mark lies with the
 *  name, so that every line that names the person can show that there is one (PE30). Whoever writes a person writes it so. */
export function withCaveMark<T extends PlainRecord>(person: T): T {
  const { caveVorhanden: _, ...rest } = person;
  const cave = rest['cave'];
  const hasCave = typeof cave === 'string' && cave.trim() !== '';
  return (hasCave ? { ...rest, caveVorhanden: true } : rest) as T;
}
