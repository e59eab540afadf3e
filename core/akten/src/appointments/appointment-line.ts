import { daysInMonth, isLocalDate } from '../calendar.ts';
import type { LocalDate } from '../field-type.ts';
import { foldName } from '../fold-name.ts';
import { addDays, type Weekday, weekdayOf } from './day-number.ts';
import type { TimeRange } from './time-range.ts';

/** What the words of a line may stand for besides days and times. */
export interface LineWords {
  /** Kuerzel of types and resources, as the house calls them; told apart without regard to case. */
  readonly types: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, string>;
  readonly today: LocalDate;
}

/** What a part of the line was taken for. */
export type LineRole = 'day' | 'time' | 'minutes' | 'type' | 'resource' | 'text';

/** A part of the line, by its place in it. */
export interface LineMark {
  readonly from: number;
  readonly to: number;
  readonly role: LineRole;
}

/** An appointment as somebody typed it; what is missing is chosen by whoever asks. */
export interface AppointmentLine {
  readonly day?: LocalDate;
  /** Minute of the day. */
  readonly at?: number;
  readonly within?: TimeRange;
  readonly minutes?: number;
  readonly type?: string;
  readonly resources: readonly string[];
  /** Everything else in the order it was typed: whom or what for. */
  readonly text: string;
  readonly marks: readonly LineMark[];
}

const WEEKDAYS: readonly string[] = ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag'];
const NAMED_DAYS: Readonly<Record<string, number>> = { heute: 0, morgen: 1, uebermorgen: 2 };
const PARTS_OF_DAY: Readonly<Record<string, TimeRange>> = {
  frueh: { from: 0, to: 600 },
  vormittag: { from: 0, to: 720 },
  vormittags: { from: 0, to: 720 },
  mittag: { from: 660, to: 840 },
  mittags: { from: 660, to: 840 },
  nachmittag: { from: 720, to: 1440 },
  nachmittags: { from: 720, to: 1440 },
  abend: { from: 1020, to: 1440 },
  abends: { from: 1020, to: 1440 },
};
const CLOCK = /^(\d{1,2})(?::|\.(?=\d\d$))?(\d\d)?(h|uhr)?$/;
const MINUTES = /^(\d{1,3})(?:m|min|')$/;
const DAY_MONTH = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})?$/;
const LATER = /^\+(\d{1,3})(t|w|m)?$/;
const NUMBER = /^\d{1,4}$/;
/** No appointment is longer than ten hours; a larger number is text. */
const MINUTES_MOST = 600;
/** Lengths are planned on this grid; a bare number beside it belongs to what was written around it: `Impfung 2`, `Grad 3`. */
const MINUTES_GRID = 5;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Found = Mutable<Omit<AppointmentLine, 'resources' | 'text' | 'marks'>> & { resources: string[]; words: string[] };

/** Reads `mo 15 bl`, `30 ka do vormittag`, `24.11. 9:30 Kontrolle`: day, time, length, type and resources in any order, the rest is text
 *  (TE30). A bare number right behind a day is a clock hour, elsewhere minutes when it is a length people plan (TE31). Each kind of word
 *  counts once; what comes a second time is text. */
export function readAppointmentLine(line: string, words: LineWords): AppointmentLine {
  const found: Found = { resources: [], words: [] };
  const marks: LineMark[] = [];
  let before: LineRole | undefined;
  for (const match of line.matchAll(/\S+/g)) {
    const word = match[0];
    before = roleOf(word, before, found, words);
    if (before === 'text') found.words.push(word);
    marks.push({ from: match.index, to: match.index + word.length, role: before });
  }
  const { words: rest, ...read } = found;
  return { ...read, text: rest.join(' '), marks };
}

function roleOf(word: string, before: LineRole | undefined, found: Found, words: LineWords): LineRole {
  const folded = foldName(word);
  return (
    dayRole(word.toLowerCase(), folded, found, words.today) ??
    timeRole(word.toLowerCase(), before, found) ??
    partRole(folded, found) ??
    wordRole(word, found, words) ??
    'text'
  );
}

function dayRole(word: string, folded: string, found: Found, today: LocalDate): LineRole | undefined {
  if (found.day !== undefined) return undefined;
  const day = namedDay(folded, today) ?? laterDay(word, today) ?? writtenDay(word, today);
  if (day === undefined) return undefined;
  found.day = day;
  return 'day';
}

/** `mo`, `montag`: the next one, never today; `heute`, `morgen`. */
function namedDay(folded: string, today: LocalDate): LocalDate | undefined {
  const after = NAMED_DAYS[folded];
  if (after !== undefined) return addDays(today, after);
  const at = WEEKDAYS.findIndex((name) => name === folded || name.slice(0, 2) === folded);
  if (at === -1) return undefined;
  const wanted = (at + 1) as Weekday;
  return addDays(today, ((wanted - weekdayOf(today) + 6) % 7) + 1);
}

/** `+3` days, `+2w` weeks, `+1m` months; the month's last day where it has no such day. */
function laterDay(word: string, today: LocalDate): LocalDate | undefined {
  const match = LATER.exec(word);
  if (match === null) return undefined;
  const count = Number(match[1]);
  if (match[2] === 'w') return addDays(today, count * 7);
  return match[2] === 'm' ? monthsLater(today, count) : addDays(today, count);
}

/** The day so many months later; the month's last day where it has no such day. */
export function monthsLater(day: LocalDate, months: number): LocalDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const date = Math.min(Number(day.slice(8)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** `24.11.`, `24.11.26`: without a year the next such day, today included. */
function writtenDay(word: string, today: LocalDate): LocalDate | undefined {
  const match = DAY_MONTH.exec(word);
  if (match === null) return undefined;
  const [, date = '', month = '', year] = match;
  const thisYear = Number(today.slice(0, 4));
  const inYear = (wanted: number) => `${String(wanted).padStart(4, '0')}-${two(month)}-${two(date)}`;
  if (year !== undefined) return dayOrNone(inYear(year.length === 2 ? 2000 + Number(year) : Number(year)));
  const [now, next] = [inYear(thisYear), inYear(thisYear + 1)];
  return dayOrNone(now >= today ? now : next);
}

function dayOrNone(day: string): LocalDate | undefined {
  return isLocalDate(day) ? day : undefined;
}

function timeRole(word: string, before: LineRole | undefined, found: Found): LineRole | undefined {
  const minutes = MINUTES.exec(word)?.[1];
  if (minutes !== undefined && found.minutes === undefined) {
    found.minutes = Number(minutes);
    return 'minutes';
  }
  const isBare = NUMBER.test(word);
  const clock = isBare && before !== 'day' ? undefined : clockOf(word);
  if (clock !== undefined && found.at === undefined) {
    found.at = clock;
    return 'time';
  }
  if (!isBare || found.minutes !== undefined || !isLength(Number(word))) return undefined;
  found.minutes = Number(word);
  return 'minutes';
}

function isLength(minutes: number): boolean {
  return minutes > 0 && minutes <= MINUTES_MOST && minutes % MINUTES_GRID === 0;
}

/** `15`, `15:30`, `15.30`, `1530`, `15h`, `15uhr`: the minute of the day. */
function clockOf(word: string): number | undefined {
  const match = CLOCK.exec(word);
  if (match === null) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

function partRole(folded: string, found: Found): LineRole | undefined {
  const within = PARTS_OF_DAY[folded];
  if (within === undefined || found.within !== undefined) return undefined;
  found.within = within;
  return 'time';
}

function wordRole(word: string, found: Found, { types, resources }: LineWords): LineRole | undefined {
  const key = word.toLowerCase();
  const type = types.get(key);
  if (type !== undefined && found.type === undefined) {
    found.type = type;
    return 'type';
  }
  const resource = resources.get(key);
  if (resource === undefined || found.resources.includes(resource)) return undefined;
  found.resources.push(resource);
  return 'resource';
}

function two(value: number | string): string {
  return String(value).padStart(2, '0');
}
