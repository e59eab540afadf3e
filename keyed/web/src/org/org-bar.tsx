import { Button } from '@mantine/core';
import type { OrgView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvOf } from '../parts/csv.ts';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { OrgPrint } from './org-print.tsx';
import { orgTable } from './org-rows.ts';

/** The day that is shown, and what leaves the house: a table, a sheet (OG24). */
export function OrgBar({
  view,
  onDay,
  onAdd,
}: {
  view: OrgView | undefined;
  onDay: (day: string | undefined) => void;
  onAdd: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return undefined;
    const done = () => setIsPrinting(false);
    addEventListener('afterprint', done);
    window.print();
    return () => removeEventListener('afterprint', done);
  }, [isPrinting]);
  const heads = ['path', 'unit', 'kind', 'shortName', 'site', 'person', 'function', 'lead', 'from', 'until'] as const;
  function save(shown: OrgView): void {
    const rows = [heads.map((head) => t(`org.csv.${head}`)), ...orgTable(shown, t('org.csv.yes'))];
    saveFile(`organigramm-${shown.day}.csv`, new Blob([csvOf(rows)], { type: 'text/csv' }));
  }
  return (
    <div className="bar line org-bar">
      <h1>{t('org.title')}</h1>
      <label className="org-day">
        <span>{t('org.day')}</span>
        <input
          type="date"
          value={view?.day ?? ''}
          onChange={({ currentTarget }) => currentTarget.value !== '' && onDay(currentTarget.value)}
        />
      </label>
      {view !== undefined && view.day !== view.today && (
        <Button onClick={() => onDay(undefined)}>{t('org.today')}</Button>
      )}
      <span className="sp" />
      {view !== undefined && view.units.length > 0 && (
        <>
          <Button onClick={() => save(view)}>{t('org.save')}</Button>
          <Button leftSection={<Icon name="print" small />} onClick={() => setIsPrinting(true)}>
            {t('org.print')}
          </Button>
        </>
      )}
      {onAdd !== undefined && (
        <Button variant="filled" leftSection={<Icon name="plus" small />} onClick={onAdd}>
          {t('org.addUnit')}
        </Button>
      )}
      {isPrinting && view !== undefined && <OrgPrint view={view} />}
    </div>
  );
}
