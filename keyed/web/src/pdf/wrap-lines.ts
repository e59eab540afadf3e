/**
 * Breaks a text into lines that are at most `widthPt` wide: at its own line breaks, then at spaces, and inside of a word only where it is
 * wider than a whole line. Nothing is left out but the space at a break.
 * @param widthOf width of a piece in points; asked for words and single signs, so that the caller may keep the answers.
 */
export function wrapLines(text: string, widthPt: number, widthOf: (piece: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, widthPt, widthOf));
}

function wrapParagraph(paragraph: string, widthPt: number, widthOf: (piece: string) => number): readonly string[] {
  const space = widthOf(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of paragraph.split(' ').flatMap((one) => piecesOf(one, widthPt, widthOf))) {
    const width = widthOf(word.text);
    const gap = line === '' || word.isGlued ? 0 : space;
    if (line !== '' && (word.isGlued || used + gap + width > widthPt)) {
      lines.push(line);
      line = word.text;
      used = width;
    } else {
      line += gap === 0 ? word.text : ` ${word.text}`;
      used += gap + width;
    }
  }
  return [...lines, line];
}

interface Piece {
  readonly text: string;
  /** True for the rest of a word that no line can hold: it begins a line of its own. */
  readonly isGlued: boolean;
}

function piecesOf(word: string, widthPt: number, widthOf: (piece: string) => number): readonly Piece[] {
  if (widthOf(word) <= widthPt) return [{ text: word, isGlued: false }];
  const pieces: Piece[] = [];
  let text = '';
  let used = 0;
  for (const sign of word) {
    const width = widthOf(sign);
    if (text !== '' && used + width > widthPt) {
      pieces.push({ text, isGlued: pieces.length > 0 });
      text = '';
      used = 0;
    }
    text += sign;
    used += width;
  }
  return [...pieces, { text, isGlued: pieces.length > 0 }];
}
