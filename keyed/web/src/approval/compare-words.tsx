/** Three words, large enough to be read across a desk, and the question that belongs to them. */
export function CompareWords({ words, question }: { words: readonly string[]; question: string }) {
  return (
    <>
      <p className="d">{question}</p>
      <ol className="compare-words" lang="en">
        {words.map((word, i) => (
          // The words of one comparison never move; two of them may be the same.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} className="mono">
            {word}
          </li>
        ))}
      </ol>
    </>
  );
}
