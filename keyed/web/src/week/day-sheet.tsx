import type { LocalDate } from '@siegel/akten';
import type { AppointmentRow, ResourceView, SafeStatus, WeekView } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { clock, stateOf } from '../day-list/day-rows.ts';
import { PrintHead } from '../parts/print-head.tsx';
import { usePrinting } from '../parts/use-printing.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { dayText } from './grid-words.ts';
import { type SheetForm, sheetForm } from './sheet-form.ts';

interface SheetProps {
  readonly view: WeekView;
  readonly day: LocalDate;
  readonly resources: readonly ResourceView[];
}

/** The day on paper: whichever way somebody prints the calendar, sheets of their own stand in place of the screen, and the log says so
 *  for each person on them (KG30, KG31). They exist only while they are printed. */
export function DaySheet({ view, day, resources, print }: SheetProps & { readonly print: SafeStatus['print'] }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  const isPrinting = usePrinting(print?.may === true, () => {
    const persons = new Set(resources.flatMap((one) => rowsOf({ view, day }, one).map(({ personId }) => personId)));
    for (const personId of persons)
      if (personId !== undefined)
        void safe.notePrint(personId, t('week.printedSheet', { day: formatDay(day, language) }));
  });
  const form = print?.isForced === true ? 'names' : sheetForm();
  return isPrinting
    ? createPortal(
        <article className="print-sheet day-sheet" aria-hidden="true">
          {resources.map((resource) => (
            <Sheet key={resource.resourceId} {...{ view, day, resource, form }} />
          ))}
        </article>,
        document.body,
      )
    : null;
}

/** One resource's day. */
function Sheet({
  view,
  day,
  resource,
  form,
}: Omit<SheetProps, 'resources'> & { readonly resource: ResourceView; readonly form: SheetForm }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = rowsOf({ view, day }, resource);
  const blocked = view.blocked.filter((one) => one.days.includes(day) && one.resources.includes(resource.resourceId));
  const lines = [
    ...rows.map((row) => ({ from: row.from, to: row.from + row.minutes, row, title: '' })),
    ...blocked.map((one) => ({
      from: one.from,
      to: one.from + one.minutes,
      row: undefined,
      title: one.title ?? t('week.blocked'),
    })),
  ].toSorted((a, b) => a.from - b.from);
  return (
    <section>
      <PrintHead />
      <h1>
        {resource.name}, {dayText(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
      </h1>
      <p>
        {t('week.sheetCount', { count: rows.length })} {t('week.sheetAt', { at: formatMoment(Date.now(), language) })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('week.sheet.time')}</th>
            <th>{t('week.sheet.name')}</th>
            {form === 'full' && (
              <>
                <th>{t('week.sheet.born')}</th>
                <th>{t('week.sheet.type')}</th>
                <th>{t('week.sheet.reason')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ from, to, row, title }) => (
            <tr key={`${from} ${row?.recordId ?? title}`}>
              <td>
                {clock(from)} {t('week.until')} {clock(to)}
              </td>
              {row === undefined ? (
                <td colSpan={form === 'full' ? 4 : 1}>{form === 'full' ? title : t('week.blocked')}</td>
              ) : (
                <SheetRow {...{ view, row, form }} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SheetRow({ view, row, form }: { view: WeekView; row: AppointmentRow; form: SheetForm }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { person } = row;
  const type = view.calendar.types.find(({ typeId }) => typeId === row.type);
  return (
    <>
      <td>{person === undefined ? t('dayList.unknown') : fullName(person)}</td>
      {form === 'full' && (
        <>
          <td>{person?.geburtsdatum !== undefined && formatDay(person.geburtsdatum, language)}</td>
          <td>{type?.shortName}</td>
          <td>{row.isOpened ? row.reason : t('dayList.closed')}</td>
        </>
      )}
    </>
  );
}

/** Who comes: what was called off is not on the sheet. */
function rowsOf({ view, day }: Pick<SheetProps, 'view' | 'day'>, { resourceId }: ResourceView) {
  const rows = view.days.find((one) => one.day === day)?.rows ?? [];
  return rows.filter((row) => row.resources.includes(resourceId) && stateOf(row) !== 'abgesagt');
}
