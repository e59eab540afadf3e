import type { Cost } from './counted-page.ts';

/** A row of the table in docs/spec/clicks.md. */
export interface Row extends Cost {
  readonly id: string;
  readonly title: string;
}

const HEAD = ['| | Task | Keys | Clicks | Letters | Seconds |', '|---|---|---:|---:|---:|---:|'];
const ROW = /^\| (\S+) \| (.+) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) \|$/gm;

/** The table as it stands in the document: between its head and the next empty line. */
export function rowsOf(document: string): readonly Row[] {
  return [...document.matchAll(ROW)].map(([, id = '', title = '', keys, clicks, letters, seconds]) => ({
    id,
    title,
    keys: Number(keys),
    clicks: Number(clicks),
    letters: Number(letters),
    seconds: Number(seconds),
  }));
}

/** The document with these rows in place of its own. */
export function withRows(document: string, rows: readonly Row[]): string {
  const at = document.indexOf(HEAD[0] as string);
  if (at < 0) throw new Error('KB3: the document has no table of tasks');
  const end = document.indexOf('\n\n', at);
  const lines = rows.map(
    ({ id, title, keys, clicks, letters, seconds }) =>
      `| ${id} | ${title} | ${keys} | ${clicks} | ${letters} | ${seconds.toFixed(1)} |`,
  );
  return `${document.slice(0, at)}${[...HEAD, ...lines].join('\n')}${end < 0 ? '\n' : document.slice(end)}`;
}

/** What has become worse: more keys, more clicks, or a task that is gone. Seconds belong to the machine and are not compared. */
export function worse(before: readonly Row[], now: readonly Row[]): readonly string[] {
  return before.flatMap((was) => {
    const is = now.find(({ id }) => id === was.id);
    if (is === undefined) return [`${was.id} ${was.title}: not done any more`];
    return [
      ...(is.keys > was.keys ? [`${was.id} ${was.title}: ${is.keys} keys instead of ${was.keys}`] : []),
      ...(is.clicks > was.clicks ? [`${was.id} ${was.title}: ${is.clicks} clicks instead of ${was.clicks}`] : []),
    ];
  });
}

/** The middle of the keys. */
export function medianKeys(rows: readonly Row[]): number {
  const keys = rows.map((row) => row.keys).toSorted((a, b) => a - b);
  const middle = keys.length / 2;
  return keys.length % 2 === 1 ? (keys[Math.floor(middle)] ?? 0) : ((keys[middle - 1] ?? 0) + (keys[middle] ?? 0)) / 2;
}
