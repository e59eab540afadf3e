import { kindByCode } from '@siegel/akten';
import type { SupportAkteLine, SupportRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { SealedValue } from '../parts/sealed-signs.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { kindLabel } from '../log/kind-label.ts';
import { formatMoment } from '../text/format.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';

/** The Akten written in last; one of them opened into its rows. */
export function AktenLayout({ akten }: { akten: readonly SupportAkteLine[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const [opened, setOpened] = useState<{ readonly akte: string; readonly rows: readonly SupportRow[] }>();
  const [failure, setFailure] = useState<Failure>();
  async function open(akte: string): Promise<void> {
    const loaded = await safe.supportAkte(akte);
    setFailure(loaded.ok ? undefined : loaded.error);
    if (loaded.ok) setOpened({ akte, rows: loaded.value });
  }
  return (
    <section className="people-part" aria-labelledby="support-akten">
      <h2 id="support-akten">{t('support.desk.akten')}</h2>
      {akten.length === 0 && <p className="d">{t('support.desk.noAkten')}</p>}
      <ul className="people-rows support-akten">
        {akten.map(({ akte, records, writtenAtMs }) => (
          <li key={akte}>
            <SealedValue text={t('support.desk.sealed')} />
            <button type="button" className="link mono t12" onClick={() => void open(akte)}>
              {akte.slice(0, 8)}
            </button>
            <span className="t12 num">{t('support.desk.entries', { count: records })}</span>
            <span className="m t12 num">{t('support.desk.written', { at: formatMoment(writtenAtMs, language) })}</span>
          </li>
        ))}
      </ul>
      <FailureNote failure={failure} title={t('support.failed')} />
      {opened !== undefined && <RowsOfAkte {...opened} />}
    </section>
  );
}

function RowsOfAkte({ akte, rows }: { akte: string; rows: readonly SupportRow[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const title = t('support.desk.rows', { akte: akte.slice(0, 8) });
  return (
    <>
      <h3>{title}</h3>
      <div className="support-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="support-table">
          <thead>
            <tr>
              {(['at', 'kind', 'content', 'size', 'open'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`support.desk.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.record}>
                <td className="num nw">{formatMoment(row.receivedAtMs, language)}</td>
                <td>
                  {kindLabel(row, language)}
                  {row.isReleased && <span className="chip">{t('support.desk.released')}</span>}
                </td>
                <td>{row.parts.length > 0 && <SealedValue text={t('support.desk.sealed')} />}</td>
                <td className="num nw">{row.parts.length > 0 && formatBytes(sizeOf(row), language)}</td>
                <td className="m t12">{openFields(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function sizeOf({ parts }: SupportRow): number {
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Open fields under the names of their kind. */
function openFields({ kind, open }: SupportRow): string {
  const known = kindByCode(kind)?.fields;
  return open
    .map(({ field, value }) => (known === undefined || field in known ? `${field}: ${value}` : field))
    .join(', ');
}
