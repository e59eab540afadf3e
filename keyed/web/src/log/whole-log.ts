import type { LogPage } from '@siegel/safe';
import type { Result } from '@siegel/wire';

/**
 * Every row of a log, page by page, or why it could not be read to its end: a table with a part of it would look whole (LG5).
 * @param look is told the rows so far after every page; false stops, and nothing is given out.
 */
export async function wholeLog(
  pageBefore: (before: number | undefined) => Promise<Result<LogPage>>,
  look: (count: number) => boolean,
): Promise<Result<LogPage['rows'] | 'stopped'>> {
  const rows: LogPage['rows'][number][] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await pageBefore(before);
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    if (!look(rows.length)) return { ok: true, value: 'stopped' };
    before = page.value.next;
  }
  return { ok: true, value: rows };
}
