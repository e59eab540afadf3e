import { FORMS, RECORD_KINDS } from '@siegel/akten';
import { Button } from '@mantine/core';
import type { LogFilter, LogRow, SafeApi } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { ok } from '@siegel/wire';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type LogHouse, useChosenText } from './chosen-text.ts';
import { type LogCells, logCsv } from './log-csv.ts';
import { LogPrint } from './log-print.tsx';
import { useRowText } from './use-row-text.ts';
import { wholeLog } from './whole-log.ts';

const HELD_MS = 60_000;

/** Everything that fits, whole; or nothing, because somebody stopped it. */
type Gathered<T> = Result<{ readonly made: T; readonly rows: number } | 'stopped'>;

/** Saves or prints everything that fits the filter, with progress; it can be stopped, and a part is never saved (LG5, LG13, LG16). That
 *  it was done stands in the log, too (LG9). */
export function SaveLog({
  filter,
  house,
  onFailure,
}: {
  filter: LogFilter;
  house: LogHouse;
  /** Why nothing was saved; undefined when it is tried anew. */
  onFailure: (failure: Failure | undefined) => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const chosen = useChosenText()(filter, house);
  const csvOf = useCsv();
  const labels = useLabels();
  const { count, run, goesOn, stop } = useGiving(chosen, onFailure);
  const [printed, setPrinted] = usePrinted();
  if (count !== undefined)
    return (
      <p className="log-save row" role="status">
        <span className="m t12">{t('log.saving', { count })}</span>
        <Button onClick={stop}>{t('log.stop')}</Button>
      </p>
    );
  const rows = () => rowsOfLog(safe, filter, goesOn);
  const proofs = () => proofsOfLog(safe, { filter, labels, goesOn });
  const save = (name: string, type: string, parts: readonly BlobPart[]) =>
    saveFile(name, new Blob([...parts], { type }), HELD_MS);
  return (
    <div className="log-save row">
      <Button onClick={() => void run(rows, (made) => save('siegel-protokoll.csv', 'text/csv', [csvOf(made)]))}>
        {t('log.save')}
      </Button>
      <Button onClick={() => void run(proofs, (made) => save('siegel-protokoll.json', 'application/json', made))}>
        {t('log.saveProofs')}
      </Button>
      <Button leftSection={<Icon name="print" small />} onClick={() => void run(rows, setPrinted)}>
        {t('log.print')}
      </Button>
      {printed !== undefined && <LogPrint rows={printed} chosen={chosen} />}
    </div>
  );
}

/** One giving out at a time: gathers, notes it in the log, and hands it over once it is whole. */
function useGiving(chosen: string, onFailure: (failure: Failure | undefined) => void) {
  const safe = useSafe();
  const [count, setCount] = useState<number>();
  const isStopped = useRef(false);
  async function run<T>(gather: () => Promise<Gathered<T>>, give: (made: T) => void): Promise<void> {
    isStopped.current = false;
    onFailure(undefined);
    setCount(0);
    const gathered = await gather();
    setCount(undefined);
    if (!gathered.ok) return onFailure(gathered.error);
    if (gathered.value === 'stopped') return;
    const { made, rows } = gathered.value;
    // Before anything leaves: what is given out stands in the log.
    await safe.noteLogSaved(rows, chosen);
    give(made);
  }
  const goesOn = (rows: number) => {
    setCount(rows);
    return !isStopped.current;
  };
  return { count, run, goesOn, stop: () => void (isStopped.current = true) };
}

/** Rows that are on their way to the printer: the sheet stands in the page until it was printed. */
function usePrinted() {
  const [printed, setPrinted] = useState<readonly LogRow[]>();
  useEffect(() => {
    if (printed === undefined) return undefined;
    const done = () => setPrinted(undefined);
    addEventListener('afterprint', done);
    window.print();
    return () => removeEventListener('afterprint', done);
  }, [printed]);
  return [printed, setPrinted] as const;
}

async function rowsOfLog(
  safe: SafeApi,
  filter: LogFilter,
  goesOn: (rows: number) => boolean,
): Promise<Gathered<readonly LogRow[]>> {
  const read = await wholeLog((before) => safe.logPage(filter, before), goesOn);
  if (!read.ok) return read;
  return read.value === 'stopped' ? ok('stopped') : ok({ made: read.value, rows: read.value.length });
}

/** The pieces of a file with proofs; nothing of it stays when it is stopped or fails. */
async function proofsOfLog(
  safe: SafeApi,
  {
    filter,
    labels,
    goesOn,
  }: {
    readonly filter: LogFilter;
    readonly labels: Readonly<Record<number, string>>;
    readonly goesOn: (rows: number) => boolean;
  },
): Promise<Gathered<readonly Blob[]>> {
  const begun = await safe.beginLogFile(filter, labels);
  if (!begun.ok) return begun;
  const made: Blob[] = [];
  for (;;) {
    const part = await safe.nextLogPart();
    if (!part.ok) return part;
    // A blob of its own: the browser may put it on its disk.
    made.push(new Blob([part.value.text]));
    if (part.value.isDone) return ok({ made, rows: part.value.rows });
    if (goesOn(part.value.rows)) continue;
    await safe.stopLogFile();
    return ok('stopped');
  }
}

function useLabels(): Readonly<Record<number, string>> {
  const language = useLanguage();
  return Object.fromEntries([...FORMS, ...RECORD_KINDS].map(({ code, label }) => [code, label[language]]));
}

function useCsv(): (rows: readonly LogRow[]) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const rowText = useRowText();
  const cellsOf = (row: LogRow): LogCells => ({
    seq: row.seq,
    at: formatMoment(row.atMs, language),
    ...rowText(row),
    device: row.deviceName,
    address: row.address,
    proven: row.isProven ? '' : t('log.notProven'),
  });
  const heads = {
    seq: 'Nr',
    at: t('log.col.at'),
    what: t('log.col.what'),
    more: t('log.col.more'),
    who: t('log.col.who'),
    device: t('access.devices'),
    persons: t('log.col.persons'),
    address: t('log.col.from'),
    proven: t('log.notProven'),
  };
  return (rows) => logCsv(heads, rows.map(cellsOf));
}
