import type { FindingView } from '@siegel/safe';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const AT_ONCE = 25;
const RANK = { error: 0, warning: 1, info: 2 } as const;

/** What was noticed while reading, by line, errors first. */
export function Findings({ findings }: { findings: readonly FindingView[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [shown, setShown] = useState(AT_ONCE);
  const sorted = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  if (findings.length === 0) return <p className="m t12 inset">{t('import.findings.none')}</p>;
  return (
    <details className="fold" open={sorted[0]?.severity === 'error'}>
      <summary>
        {t('import.findings.title')} <span className="c">{formatCount(findings.length)}</span>
      </summary>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('import.findings.place')}</th>
            <th scope="col">{t('import.findings.text')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((finding, at) => (
            <tr key={`${finding.code}-${finding.place}-${at}`}>
              <td className="m place">{finding.place}</td>
              <td>
                <b className={finding.severity === 'error' ? 'bad' : finding.severity === 'warning' ? 'warn' : 'd'}>
                  {t(`import.findings.severity.${finding.severity}`)}
                </b>{' '}
                {finding[language]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown < sorted.length && (
        <Button variant="subtle" size="xs" onClick={() => setShown(shown + AT_ONCE * 4)}>
          {t('import.cases.more', { count: formatCount(sorted.length - shown) })}
        </Button>
      )}
    </details>
  );
}
