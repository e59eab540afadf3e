/** One column of the index (family names, first names, streets ...): every distinct text once, with its keys.
 *
 *  Names repeat, so a keystroke looks at each distinct text once instead of at each person (SE19). A text that nobody
 *  uses any more is dropped at once: a removed person leaves no name behind (SE18). */
import { koelnerPhonetik } from '@siegel/akten';
import { fold, foldPlain } from './fold.ts';
import { soundSpelling } from './sound-spelling.ts';

/** Sound codes kept per text; further words of one name are found by spelling only. */
export const CODES_PER_TEXT = 4;
const FIRST_CAPACITY = 1024;
// 5 bits per letter, 6 letters: the order of two names is nearly always decided by one number.
const ORDER_LETTERS = 6;

/** The distinct texts of one column. Id 0 is the empty text and always there. Keys are made when somebody searches (`makeKeys`): who
 *  opens an index and types a name waits for no street. */
export class NameColumn {
  /** As written, by id; '' also for ids that are free. */
  readonly texts: string[] = [''];
  /** ` mueller luedenscheidt `, with the plain spelling behind it where that differs: a blank before and after each word. */
  readonly keys: string[] = [''];
  /** ` muller ludenscheidt `: what the alphabetical order goes by. */
  readonly plainKeys: string[] = [''];
  /** ` muler ludenseidt `: the sound spellings; stays empty in a column without sound. */
  readonly soundKeys: string[] = [''];
  /** Kölner codes as numbers, CODES_PER_TEXT per id, 0 = none. */
  codes: Uint32Array = new Uint32Array(FIRST_CAPACITY * CODES_PER_TEXT);
  /** The initials of all words in all keys, one bit per letter: most texts are passed over by looking at this alone. */
  initials: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** The first letters of the plain key as one number in alphabetical order. */
  order: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  readonly #withSound: boolean;
  readonly #alike: NameColumn | undefined;
  /** Ids whose keys are not made yet; those that were freed meanwhile have no text. */
  #keyless: number[] = [];
  readonly #idByText = new Map<string, number>();
  readonly #freeIds: number[] = [];
  #uses: Uint32Array = new Uint32Array(FIRST_CAPACITY);

  /** @param options.alike a column with the same kind of texts, whose keys are taken over where a text stands in both. */
  constructor(options: { readonly withSound: boolean; readonly alike?: NameColumn }) {
    this.#withSound = options.withSound;
    this.#alike = options.alike;
  }

  /** Ids run from 0 to size - 1, free ones included. */
  get size(): number {
    return this.texts.length;
  }

  /** Returns the id of the text and counts one use more. */
  use(text: string): number {
    return this.useTimes(text, 1);
  }

  /** The same for `times` uses at once; 0 of a text that nobody uses. */
  useTimes(text: string, times: number): number {
    if (text === '' || times === 0) return 0;
    const known = this.#idByText.get(text);
    const id = known ?? this.#store(text);
    this.#uses[id] = (this.#uses[id] ?? 0) + times;
    return id;
  }

  /** Takes one use back; the last one drops the text and frees the id. */
  release(id: number): void {
    if (id === 0) return;
    const left = (this.#uses[id] ?? 0) - 1;
    this.#uses[id] = left;
    if (left > 0) return;
    this.#idByText.delete(this.texts[id] ?? '');
    for (const texts of [this.texts, this.keys, this.plainKeys, this.soundKeys]) texts[id] = '';
    this.initials[id] = 0;
    this.codes.fill(0, id * CODES_PER_TEXT, (id + 1) * CODES_PER_TEXT);
    this.#freeIds.push(id);
  }

  /** Makes the keys of all texts that have none: before anything looks at `keys`, `plainKeys`, `soundKeys`, `codes`, `initials` or
   *  `order`. */
  makeKeys(): void {
    const keyless = this.#keyless;
    this.#keyless = [];
    if (keyless.length > 0) this.#alike?.makeKeys();
    for (const id of keyless) {
      const text = this.texts[id] ?? '';
      if (text !== '' && !this.#takeOver(id, text)) this.#makeKeysOf(id, text);
    }
  }

  #store(text: string): number {
    const id = this.#freeIds.pop() ?? this.texts.length;
    if (id >= this.order.length) this.#grow();
    this.#idByText.set(text, id);
    this.texts[id] = text;
    for (const keys of [this.keys, this.plainKeys, this.soundKeys]) keys[id] = '';
    this.#keyless.push(id);
    return id;
  }

  #makeKeysOf(id: number, text: string): void {
    const folded = fold(text);
    const key = ` ${folded} `;
    const plainKey = ` ${foldPlain(folded)} `;
    this.plainKeys[id] = plainKey;
    this.keys[id] = plainKey === key ? plainKey : key + plainKey;
    this.order[id] = orderNumber(plainKey);
    if (this.#withSound) this.#storeSounds(id, folded.split(' '));
    this.initials[id] = initialsOf(key) | initialsOf(plainKey) | initialsOf(this.soundKeys[id] ?? '');
  }

  /** Names at birth are family names of others: false when this one is not. */
  #takeOver(id: number, text: string): boolean {
    const other = this.#alike;
    const from = other === undefined ? undefined : other.#idByText.get(text);
    if (other === undefined || from === undefined) return false;
    this.keys[id] = other.keys[from] as string;
    this.plainKeys[id] = other.plainKeys[from] as string;
    this.soundKeys[id] = other.soundKeys[from] as string;
    this.order[id] = other.order[from] as number;
    this.initials[id] = other.initials[from] as number;
    const codes = other.codes.subarray(from * CODES_PER_TEXT, (from + 1) * CODES_PER_TEXT);
    this.codes.set(codes, id * CODES_PER_TEXT);
    return true;
  }

  #storeSounds(id: number, words: readonly string[]): void {
    this.soundKeys[id] = ` ${words.map(soundSpelling).join(' ')} `;
    words.slice(0, CODES_PER_TEXT).forEach((word, i) => {
      this.codes[id * CODES_PER_TEXT + i] = codeNumber(koelnerPhonetik(word));
    });
  }

  #grow(): void {
    const capacity = this.order.length * 2;
    this.codes = grown(this.codes, capacity * CODES_PER_TEXT);
    this.initials = grown(this.initials, capacity);
    this.order = grown(this.order, capacity);
    this.#uses = grown(this.#uses, capacity);
  }
}

/** A Kölner code as a number that keeps a zero in front (`06` is not `6`); 0 for codes of one digit, which say too little. */
export function codeNumber(code: string): number {
  return code.length < 2 ? 0 : Number(`1${code}`) % 0x1_0000_0000;
}

/** The bit of a letter in `initials`; all that is no Latin letter shares one. */
export function initialBit(word: string): number {
  return letterBit(word.charCodeAt(0));
}

function letterBit(code: number): number {
  return code >= 0x61 && code <= 0x7a ? 1 << (code - 0x61) : 1 << 26;
}

/** Returns a copy of the array with room for `length` numbers. */
export function grown(array: Uint32Array, length: number): Uint32Array {
  const copy = new Uint32Array(length);
  copy.set(array);
  return copy;
}

function initialsOf(key: string): number {
  let bits = 0;
  // A word begins behind every blank but the last: nothing is taken apart for 10,000 names.
  for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1))
    if (at + 1 < key.length && key.charCodeAt(at + 1) !== 0x20) bits |= letterBit(key.charCodeAt(at + 1));
  return bits;
}

function orderNumber(plainKey: string): number {
  let order = 0;
  for (let i = 1; i <= ORDER_LETTERS; i++) order = order * 32 + letterOrder(plainKey.charCodeAt(i));
  return order;
}

/** Blank (also the end) < digit < a..z < every other letter, as the comparison of the strings has it. */
function letterOrder(code: number): number {
  if (Number.isNaN(code) || code === 0x20) return 0;
  if (code < 0x61) return 1;
  return code <= 0x7a ? code - 0x5f : 31;
}
