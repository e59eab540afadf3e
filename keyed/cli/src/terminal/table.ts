import { clipped, printable, signsOf } from './printable.ts';

const WIDEST = 60;

/** Lines of a table: every cell printable, columns as wide as their widest cell, at most 60 signs except the last. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const clean = rows.map((row) =>
    row.map((cell, at) => clipped(printable(cell), at === row.length - 1 ? 400 : WIDEST)),
  );
  const widths = head.map((title, at) => Math.max(title.length, ...clean.map((row) => signsOf(row[at] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - signsOf(cell).length))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(Math.min(width, WIDEST))).join('  '), ...clean.map(line)];
}
