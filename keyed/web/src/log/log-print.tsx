import type { LogRow } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatCount, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useRowText } from './use-row-text.ts';

/** Rows of the log as a sheet for the printer, or a PDF: what was chosen stands above, the pages carry the heads (LG16). */
export function LogPrint({ rows, chosen }: { rows: readonly LogRow[]; chosen: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rowText = useRowText();
  return createPortal(
    <article className="print-sheet" aria-hidden="true">
      <h1>{t('log.title')}</h1>
      <p>{chosen}</p>
      <p>
        {t('log.printed', {
          count: rows.length,
          rows: formatCount(rows.length),
          at: formatMoment(Date.now(), language),
        })}
      </p>
      <table>
        <thead>
          <tr>
            {(['at', 'what', 'who', 'persons', 'from'] as const).map((column) => (
              <th key={column}>{t(`log.col.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { what, who, persons, more } = rowText(row);
            return (
              <tr key={row.seq}>
                <td>{formatMoment(row.atMs, language)}</td>
                <td>
                  {what}
                  {more !== '' && <div>{more}</div>}
                  {!row.isProven && <b> ({t('log.notProven')})</b>}
                </td>
                <td>
                  {who}
                  {row.deviceName !== '' && `, ${row.deviceName}`}
                </td>
                <td>{persons}</td>
                <td>{row.address}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </article>,
    document.body,
  );
}
