/** Marks, for each distinct text of a column, which words of the query it answers (docs/spec/search.md §5). */
import { koelnerPhonetik } from '@siegel/akten';
import { foldPlain } from './fold.ts';
import { CODES_PER_TEXT, codeNumber, initialBit, type NameColumn } from './name-column.ts';
import { soundSpelling } from './sound-spelling.ts';

/** One word of the query with its bit (1, 2, 4 ...) and what to look for in the keys of a column. */
export type Needle = {
  readonly bit: number;
  /** ` muell`: a word begins so. */
  readonly beginning: string;
  /** ` muller `: a whole word in plain spelling; undefined when the query is spelled plainly already. */
  readonly plainWord: string | undefined;
  /** ` mul`: a sound spelling begins so; undefined for words too short to sound like anything. */
  readonly sound: string | undefined;
  /** Kölner code of the whole word, 0 = none. */
  readonly code: number;
  /** The letters a text must have words with, one of them at least, to answer by spelling. */
  readonly initials: number;
};

/** Five marks per text id; the bit of a word is set when the text answers it. */
export type Marks = {
  /** The first word of the text is one that answers as typed. */
  first: Uint16Array;
  /** As `first`, or by its sound. */
  firstAlike: Uint16Array;
  /** The word begins a word of the text. */
  exact: Uint16Array;
  /** As `exact`, or the sound spelling begins so. */
  near: Uint16Array;
  /** As `near`, or a whole word has the same Kölner code. */
  alike: Uint16Array;
};

const MARK_NAMES = ['first', 'firstAlike', 'exact', 'near', 'alike'] as const;
const SHORTEST_SOUND = 3;

/** Prepares one folded word of the query. */
export function makeNeedle(word: string, bit: number): Needle {
  const plain = foldPlain(word);
  const sound = word.length < SHORTEST_SOUND ? undefined : soundSpelling(word);
  return {
    bit,
    beginning: ` ${word}`,
    plainWord: plain === word ? undefined : ` ${plain} `,
    sound: sound === undefined ? undefined : ` ${sound}`,
    code: sound === undefined ? 0 : codeNumber(koelnerPhonetik(word)),
    initials: initialBit(word) | initialBit(sound ?? word),
  };
}

/** Empty marks; `clearMarks` gives them the size of a column. */
export function emptyMarks(): Marks {
  return {
    first: new Uint16Array(0),
    firstAlike: new Uint16Array(0),
    exact: new Uint16Array(0),
    near: new Uint16Array(0),
    alike: new Uint16Array(0),
  };
}

/** Makes all marks 0, with room for every id of the column. */
export function clearMarks(marks: Marks, column: NameColumn): void {
  const capacity = column.order.length;
  for (const name of MARK_NAMES) {
    if (marks[name].length < capacity) marks[name] = new Uint16Array(capacity);
    else marks[name].fill(0);
  }
}

/** Marks the texts of the column that answer the needle. Rules SE4, SE5, SE7. */
export function markBeginnings(marks: Marks, column: NameColumn, needle: Needle): void {
  const { bit } = needle;
  for (let id = 1; id < column.size; id++) {
    const level = Math.max(spelled(column, id, needle), hasCode(column.codes, id, needle.code) ? ALIKE : NONE);
    if (level === NONE) continue;
    setBit(marks.alike, id, bit);
    if (level >= NEAR) setBit(marks.near, id, bit);
    if (level === EXACT) setBit(marks.exact, id, bit);
    if (!begins(column, id, needle, level)) continue;
    setBit(marks.firstAlike, id, bit);
    if (level === EXACT) setBit(marks.first, id, bit);
  }
}

/** Marks the texts that hold the fragment anywhere (`exact`) and those that begin with it (`near`, for the order only). */
export function markFragment(marks: Marks, column: NameColumn, fragment: string, bit: number): void {
  const beginning = ` ${fragment}`;
  for (let id = 1; id < column.size; id++) {
    const key = column.keys[id] ?? '';
    if (!key.includes(fragment)) continue;
    setBit(marks.exact, id, bit);
    if (key.includes(beginning)) setBit(marks.near, id, bit);
    if (!key.startsWith(beginning)) continue;
    setBit(marks.first, id, bit);
    setBit(marks.firstAlike, id, bit);
  }
}

const NONE = 0;
const ALIKE = 1;
const NEAR = 2;
const EXACT = 3;

function spelled(column: NameColumn, id: number, needle: Needle): number {
  if (((column.initials[id] ?? 0) & needle.initials) === 0) return NONE;
  if (column.keys[id]?.includes(needle.beginning) === true) return EXACT;
  if (needle.plainWord !== undefined && column.plainKeys[id]?.includes(needle.plainWord) === true) return EXACT;
  return needle.sound !== undefined && column.soundKeys[id]?.includes(needle.sound) === true ? NEAR : NONE;
}

/** Whether it is the first word of the text that answers at this level. */
function begins(column: NameColumn, id: number, needle: Needle, level: number): boolean {
  if (level === ALIKE) return column.codes[id * CODES_PER_TEXT] === needle.code;
  if (level === NEAR) return needle.sound !== undefined && column.soundKeys[id]?.startsWith(needle.sound) === true;
  const plainKey = column.plainKeys[id] ?? '';
  if (column.keys[id]?.startsWith(needle.beginning) === true || plainKey.startsWith(needle.beginning)) return true;
  return needle.plainWord !== undefined && plainKey.startsWith(needle.plainWord);
}

function setBit(marks: Uint16Array, id: number, bit: number): void {
  marks[id] = (marks[id] ?? 0) | bit;
}

function hasCode(codes: Uint32Array, id: number, code: number): boolean {
  if (code === 0) return false;
  const first = id * CODES_PER_TEXT;
  for (let i = first; i < first + CODES_PER_TEXT; i++) if (codes[i] === code) return true;
  return false;
}
