const MOST = 80;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;

/** A name from a record as a file name: letters with their marks, digits, dot, dash and underscore, composed (NFC), at most 80 units
 *  of UTF-16, so that 255 bytes of a file system hold it. No path, no hidden file, no end that Windows takes off; a long name keeps
 *  its beginning and its ending. */
export function safeFileName(name: unknown): string {
  const text = typeof name === 'string' ? name.toWellFormed().normalize('NFC') : '';
  const clean = trimmed(text.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '_'));
  const ending = ENDING.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - ending.length);
  // Trimmed once more: the cut may have made a dot the last sign of the stem.
  const short = trimmed(wholeLetters(stem.slice(0, MOST - ending.length)));
  return short === '' ? 'datei' : short + ending;
}

function trimmed(name: string): string {
  return name.replaceAll(/^[._-]+|[._-]+$/g, '');
}

/** Without the first half of a letter whose second half was cut off. */
function wholeLetters(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}
