import type { CutText } from './changed-middle.ts';

/** A text with the words marked that differ from another one. */
export function Marked({ cut }: { cut: CutText }) {
  return (
    <>
      {cut.front}
      {cut.middle !== '' && <mark>{cut.middle}</mark>}
      {cut.end}
    </>
  );
}
