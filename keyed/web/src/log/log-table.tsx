import type { LogRow } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useRowText } from './use-row-text.ts';

/** The rows read so far, newest first. */
export function LogTable({ rows }: { rows: readonly LogRow[] }) {
  const { t } = useTranslation();
  return (
    <table className="log-table" aria-label={t('log.table')}>
      <thead>
        <tr>
          {(['at', 'what', 'who', 'persons', 'from'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`log.col.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.seq} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: LogRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { what, who, persons, more } = useRowText()(row);
  return (
    <tr>
      <td className="num nw">{formatMoment(row.atMs, language)}</td>
      <td>
        {what}
        {more !== '' && row.isAlarm !== true && <span className="m t12 log-more">{more}</span>}
        {row.isAlarm === true && <span className="chip bad">{more}</span>}
        {!row.isProven && (
          <span className="chip bad" title={t('log.notProvenHint')}>
            {t('log.notProven')}
          </span>
        )}
      </td>
      <td>
        <b className="n">{who}</b>
        <span className="m t12 log-device">{row.deviceName}</span>
      </td>
      <td>{persons}</td>
      <td className="m t12 nw">{row.address}</td>
    </tr>
  );
}
