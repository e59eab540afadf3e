import type { OrgView } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PrintHead } from '../parts/print-head.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type TreeUnit, treeOf } from './org-rows.ts';

/** The chart of the day as a sheet for the printer, or a PDF (OG24). */
export function OrgPrint({ view }: { view: OrgView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const people = view.units.reduce((sum, unit) => sum + unit.people.length, 0);
  return createPortal(
    <article className="print-sheet org-print" aria-hidden="true">
      <PrintHead />
      <h1>{`${t('org.title')} ${view.organisation}`}</h1>
      <p>
        {t('org.printedAt', {
          day: formatDay(view.day, language),
          units: String(view.units.length),
          people: String(people),
        })}
      </p>
      <PrintedUnits rows={treeOf(view)} />
    </article>,
    document.body,
  );
}

function PrintedUnits({ rows }: { rows: readonly TreeUnit[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {rows.map(({ unit, children }) => (
        <li key={unit.unitId}>
          <div className="org-print-unit">
            <b>{unit.name === '' ? t('org.nameless') : unit.name}</b>
            {unit.unitKind !== '' && <span> {unit.unitKind}</span>}
            {unit.people.map(({ placementId, name, function: what, leads }) => (
              <div key={placementId}>
                {name === '' ? t('org.nameless') : name}
                {leads && ` (${t('org.lead')})`}
                {what !== '' && `, ${what}`}
              </div>
            ))}
          </div>
          {children.length > 0 && <PrintedUnits rows={children} />}
        </li>
      ))}
    </ul>
  );
}
