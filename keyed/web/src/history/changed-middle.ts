/** A text cut in three: what is the same at the front, what differs, what is the same at the end. */
export interface CutText {
  readonly front: string;
  readonly middle: string;
  readonly end: string;
}

/** Where two texts differ, in whole words, so that the eye finds the one word that was changed in a long text. */
export function changedMiddle(before: string, after: string): { readonly before: CutText; readonly after: CutText } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(old.length, now.length);
  let front = 0;
  while (front < most && old[front] === now[front]) front++;
  let end = 0;
  while (end < most - front && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  return { before: cut(old, front, end), after: cut(now, front, end) };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|\S+/g) ?? [];
}

function cut(words: readonly string[], front: number, end: number): CutText {
  return {
    front: words.slice(0, front).join(''),
    middle: words.slice(front, words.length - end).join(''),
    end: words.slice(words.length - end).join(''),
  };
}
