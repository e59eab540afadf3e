/** A text that somebody uses again: typed by its Kuerzel, with marks `___` for what differs each time. */
export interface TextBlock {
  readonly kuerzel: string;
  readonly text: string;
}

/** A text with its selection; `from` and `to` are equal for a mere caret. Counted in UTF-16 code units, as text fields do. */
export interface Selected {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Words that stand for something of the moment, such as `{heute}` or `{name}`; unknown ones stay as they are. */
export type BlockWords = ReadonlyMap<string, string>;

const MARK = /_{3,}/g;
const WORD_BEFORE = /[\p{L}\p{N}.-]+$/u;
const LAST_WORD_SIGN = /[\p{L}\p{N}]$/u;
const PLACEHOLDER = /\{([\p{L}]+)\}/gu;

/** Puts the block in whose Kuerzel stands right before the caret, and selects its first mark, or goes behind it (TB1). Undefined when no
 *  block has that Kuerzel, or something is selected, or the caret stands within a word. */
export function expandBlock(field: Selected, blocks: readonly TextBlock[], words: BlockWords): Selected | undefined {
  const { text, from, to } = field;
  if (from !== to || LAST_WORD_SIGN.test(text.slice(to, to + 1))) return undefined;
  const word = WORD_BEFORE.exec(text.slice(0, from))?.[0];
  const block = word === undefined ? undefined : blockNamed(word, blocks);
  return word === undefined || block === undefined
    ? undefined
    : insertBlock({ text, from: from - word.length, to }, block, words);
}

/** Puts a block in place of what is selected, and selects its first mark, or goes behind it (TB1, TB2). */
export function insertBlock({ text, from, to }: Selected, block: TextBlock, words: BlockWords): Selected {
  const put = block.text.replace(PLACEHOLDER, (all, name: string) => words.get(name.toLowerCase()) ?? all);
  const whole = text.slice(0, from) + put + text.slice(to);
  const mark = [...put.matchAll(MARK)][0];
  if (mark === undefined) return { text: whole, from: from + put.length, to: from + put.length };
  return { text: whole, from: from + mark.index, to: from + mark.index + mark[0].length };
}

/** The next mark behind the selection; undefined behind the last one, where the key does what it always does (TB3). */
export function nextMark({ text, to }: Selected): Selected | undefined {
  return marksOf(text).find((mark) => mark.from >= to);
}

/** The mark before the selection; undefined before the first one (TB3). */
export function markBefore({ text, from }: Selected): Selected | undefined {
  return marksOf(text).findLast((mark) => mark.to <= from);
}

function marksOf(text: string): readonly Selected[] {
  return [...text.matchAll(MARK)].map(({ index, 0: mark }) => ({ text, from: index, to: index + mark.length }));
}

/** Kuerzel are told apart without regard to case; the one written exactly so comes first. */
function blockNamed(word: string, blocks: readonly TextBlock[]): TextBlock | undefined {
  return (
    blocks.find(({ kuerzel }) => kuerzel === word) ??
    blocks.find(({ kuerzel }) => kuerzel.toLowerCase() === word.toLowerCase())
  );
}
