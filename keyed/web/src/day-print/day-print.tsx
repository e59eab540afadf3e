import { Button } from '@mantine/core';
import type { AppointmentRow, DayView, SafeStatus } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { clock, stateOf } from '../day-list/day-rows.ts';
import { Icon } from '../parts/icon.tsx';
import { PrintHead } from '../parts/print-head.tsx';
import { usePrinting } from '../parts/use-printing.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useLastHeard } from './last-heard.ts';

interface DayPrintProps {
  readonly view: DayView;
  readonly status: SafeStatus;
}

/** How old the day is while there is no line, and the list of the day on paper (EV50 to EV52). */
export function DayPrint({ view, status }: DayPrintProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const heardMs = useLastHeard(status, view.ownUser);
  const age = heardMs === undefined ? undefined : t('dayList.stand', { at: formatMoment(heardMs, language) });
  const isPrinting = usePrinting(status.print?.may === true, useNotePrint(view));
  return (
    <>
      {age !== undefined && (
        <span className="chip day-stand" role="status">
          <Icon name="info" small /> {age}
        </span>
      )}
      {status.print?.may === true && (
        <Button
          className="icon-button"
          aria-label={t('dayList.print')}
          title={`${t('dayList.print')} (Strg P)`}
          onClick={() => window.print()}
        >
          <Icon name="print" small />
        </Button>
      )}
      {isPrinting && createPortal(<Sheet view={view} age={age} />, document.body)}
    </>
  );
}

/** What the log is told of a printed list: for each person on it. */
function useNotePrint({ rows, day }: DayView): () => void {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  return () => {
    for (const personId of new Set(rows.filter(isComing).map((row) => row.personId)))
      if (personId !== undefined)
        void safe
          .notePrint(personId, t('dayList.printedList', { day: formatDay(day, language) }))
          .catch(() => undefined);
  };
}

function Sheet({ view, age }: { view: DayView; age: string | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = view.rows.filter(isComing);
  return (
    <article className="print-sheet day-print" aria-hidden="true">
      <PrintHead />
      <h1>
        {t('dayList.title')} {formatDay(view.day, language)}
      </h1>
      <p>
        {t('dayList.printedCount', { count: rows.length, at: formatMoment(Date.now(), language) })} {age}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('dayList.col.time')}</th>
            <th>{t('dayList.col.name')}</th>
            <th>{t('dayList.printedBorn')}</th>
            <th>{t('dayList.printedType')}</th>
            <th>{t('dayList.col.who')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.recordId} {...{ view, row }} />
          ))}
        </tbody>
      </table>
    </article>
  );
}

function Line({ view, row }: { view: DayView; row: AppointmentRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { resources, types } = view.calendar;
  const born = row.person?.geburtsdatum;
  return (
    <tr>
      <td>{clock(row.from)}</td>
      <td>{row.person === undefined ? t('dayList.unknown') : fullName(row.person)}</td>
      <td>{born !== undefined && formatDay(born, language)}</td>
      <td>{types.find(({ typeId }) => typeId === row.type)?.name}</td>
      <td>
        {resources
          .filter(({ resourceId }) => row.resources.includes(resourceId))
          .map(({ name }) => name)
          .join(', ')}
      </td>
    </tr>
  );
}

/** What was called off is not on the sheet. */
function isComing(row: AppointmentRow): boolean {
  return stateOf(row) !== 'abgesagt';
}
