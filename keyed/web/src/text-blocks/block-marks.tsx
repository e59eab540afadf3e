const PIECES = /(_{3,}|\{\p{L}+\})/u;

/** The text of a block with its marks and placeholders made visible. */
export function BlockMarks({ text }: { text: string }) {
  return text.split(PIECES).map((piece, at) => (PIECES.test(piece) ? <mark key={at}>{piece}</mark> : piece));
}
