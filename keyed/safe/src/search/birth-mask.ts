/** Dates of birth as they are typed, also half typed, and as 32 bits that compare in one step (SE8, SE9). */

/** Eight characters DDMMYYYY; `?` stands for a digit that is not known yet. */
export type BirthMask = string;

/** A mask ready for comparing: a date of birth fits when `(packed & and) === equals`, both unsigned. */
export type PackedMask = { readonly and: number; readonly equals: number };

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DOTTED = /^(\d{1,2})\.(?:(\d{1,2})(?:\.(\d{0,4}))?)?$/;
const MONTH_YEAR = /^(\d{1,2})\.(\d{4})$/;

/** Packs a date of birth YYYY-MM-DD, YYYY-MM or YYYY into one 32-bit number, one digit of DDMMYYYY per four bits with 00
 *  for what is not known; 0 when there is no date. Source: docs/spec/search.md §4. */
export function packBirthDate(date: string | undefined): number {
  const parts = date === undefined ? null : PARTIAL.exec(date);
  if (parts === null) return 0;
  const [, year, month = '00', day = '00'] = parts;
  return Number.parseInt(`${day}${month}${year}`, 16) >>> 0;
}

/** The inverse of `packBirthDate`; undefined for 0. */
export function unpackBirthDate(packed: number): string | undefined {
  if (packed === 0) return undefined;
  const digits = packed.toString(16).padStart(8, '0');
  const parts = [digits.slice(4), digits.slice(2, 4), digits.slice(0, 2)];
  return parts.slice(0, 1 + parts.slice(1).filter((part) => part !== '00').length).join('-');
}

/** Makes a mask comparable with packed dates. */
export function packMask(mask: BirthMask): PackedMask {
  const and = Number.parseInt(mask.replace(/\d/g, 'f').replace(/\?/g, '0'), 16) >>> 0;
  return { and, equals: Number.parseInt(mask.replace(/\?/g, '0'), 16) >>> 0 };
}

/** Reads one word of a query as a date of birth or its beginning: `14031951`, `14.03.1951`, `1.3.51`, `1403`, `14.3.`,
 *  `3.1951`, `1951`, `1951-03-14`, each with or without a star before it.
 *  @returns all readings (a date fits when one of them fits), or undefined when the word is no date.
 *  Two-digit years stand for every century, because the index knows no clock. Rules SE8, SE9. */
export function birthMasks(word: string): BirthMask[] | undefined {
  const text = word.startsWith('*') ? word.slice(1) : word;
  const iso = ISO.exec(text);
  if (iso !== null) return [`${iso[3]}${iso[2]}${iso[1]}`];
  const monthYear = MONTH_YEAR.exec(text);
  if (monthYear !== null) return [`??${pad2(monthYear[1])}${monthYear[2]}`];
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return dottedMasks(pad2(dotted[1]), dotted[2], dotted[3]);
  return /^\d{1,8}$/.test(text) ? digitMasks(text) : undefined;
}

function dottedMasks(day: string, month: string | undefined, year: string | undefined): BirthMask[] {
  if (month === undefined) return [`${day}??????`];
  if (year === undefined) {
    // "1.1" may go on to "1.1." or to "1.11."
    const readings = month.length === 1 ? [`0${month}`, `${month}?`] : [month];
    return readings.map((reading) => `${day}${reading}????`);
  }
  return yearMasks(year).map((reading) => `${day}${pad2(month)}${reading}`);
}

function yearMasks(year: string): string[] {
  const beginning = year.padEnd(4, '?');
  return year.length === 2 ? [beginning, `??${year}`] : [beginning];
}

function digitMasks(digits: string): BirthMask[] {
  const beginning = digits.padEnd(8, '?');
  if (digits.length === 2) return [beginning, `??????${digits}`];
  if (digits.length === 4) return [beginning, `????${digits}`];
  if (digits.length === 6) return [beginning, `${digits.slice(0, 4)}??${digits.slice(4)}`];
  return [beginning];
}

function pad2(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
