import { Button } from '@mantine/core';
import type { LogFilter, LogRow } from '@siegel/safe';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type LogCells, logCsv } from './log-csv.ts';
import { useRowText } from './use-row-text.ts';

/** Saves everything that fits the filter as a table, with progress, and can be stopped (LG5). */
export function SaveLog({ filter }: { filter: LogFilter }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const rowText = useRowText();
  const [count, setCount] = useState<number>();
  const isStopped = useRef(false);
  const cellsOf = (row: LogRow): LogCells => ({
    seq: row.seq,
    at: formatMoment(row.atMs, language),
    ...rowText(row),
    device: row.deviceName,
    address: row.address,
    proven: row.isProven ? '' : t('log.notProven'),
  });
  async function save(): Promise<void> {
    isStopped.current = false;
    const rows: LogCells[] = [];
    setCount(0);
    for (let before: number | null | undefined; before !== null && !isStopped.current; ) {
      const page = await safe.logPage(filter, before);
      if (!page.ok) break;
      rows.push(...page.value.rows.map(cellsOf));
      setCount(rows.length);
      before = page.value.next;
    }
    setCount(undefined);
    if (isStopped.current) return;
    const heads = {
      seq: 'Nr',
      at: t('log.col.at'),
      what: t('log.col.what'),
      who: t('log.col.who'),
      device: t('access.devices'),
      persons: t('log.col.persons'),
      address: t('log.col.from'),
      proven: t('log.notProven'),
    };
    saveFile('siegel-protokoll.csv', new Blob([logCsv(heads, rows)], { type: 'text/csv' }));
  }
  if (count === undefined) return <Button onClick={() => void save()}>{t('log.save')}</Button>;
  return (
    <span className="row" role="status">
      <span className="m t12">{t('log.saving', { count })}</span>
      <Button onClick={() => (isStopped.current = true)}>{t('log.stop')}</Button>
    </span>
  );
}
