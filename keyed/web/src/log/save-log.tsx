import { Button } from '@mantine/core';
import type { LogFilter, LogRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type LogCells, logCsv } from './log-csv.ts';
import { useRowText } from './use-row-text.ts';
import { wholeLog } from './whole-log.ts';

/** Saves everything that fits the filter as a table, with progress; it can be stopped, and a part is never saved (LG5). */
export function SaveLog({
  filter,
  onFailure,
}: {
  filter: LogFilter;
  /** Why nothing was saved; undefined when it is tried anew. */
  onFailure: (failure: Failure | undefined) => void;
}) {
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
    onFailure(undefined);
    setCount(0);
    const read = await wholeLog(
      (before) => safe.logPage(filter, before),
      (rows) => {
        setCount(rows);
        return !isStopped.current;
      },
    );
    setCount(undefined);
    if (!read.ok) return onFailure(read.error);
    if (read.value === 'stopped') return;
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
    saveFile('siegel-protokoll.csv', new Blob([logCsv(heads, read.value.map(cellsOf))], { type: 'text/csv' }));
  }
  if (count === undefined) return <Button onClick={() => void save()}>{t('log.save')}</Button>;
  return (
    <span className="row" role="status">
      <span className="m t12">{t('log.saving', { count })}</span>
      <Button onClick={() => (isStopped.current = true)}>{t('log.stop')}</Button>
    </span>
  );
}
