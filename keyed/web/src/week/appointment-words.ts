import type { CalendarView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { clock, stateOf } from '../day-list/day-rows.ts';
import { fullName } from '../search/person-line.tsx';
import type { GridItem } from './week-columns.ts';

type AppointmentItem = Extract<GridItem, { kind: 'appointment' }>;

/** What is said of an appointment: its time, whose it is, a second line where there is room for one, and the rest for who hears it. */
export function useAppointmentWords(
  { row, isDouble }: AppointmentItem,
  calendar: CalendarView,
  hasSecondLine: boolean,
) {
  const { t } = useTranslation();
  const type = calendar.types.find(({ typeId }) => typeId === row.type)?.name;
  const why = row.isOpened ? (row.reason ?? '') : t('dayList.closed');
  const state = stateOf(row);
  const second = why === '' ? (type ?? '') : why;
  const rest = [
    type,
    hasSecondLine ? undefined : why,
    state === 'erwartet' ? undefined : t(`dayList.state.${state}`),
    isDouble ? t('week.isDouble') : undefined,
    row.waits === undefined ? undefined : t(`dayList.waiting.${row.waits}`),
  ];
  return {
    time: `${clock(row.from)} ${t('week.until')} ${clock(row.from + row.minutes)}`,
    name: row.person === undefined ? t('dayList.unknown') : fullName(row.person),
    second: hasSecondLine ? second : '',
    rest: rest.filter((word) => word !== undefined && word !== ''),
  };
}

/** Classes of its look: over, in the house, did not come, not opened here, double. */
export function looksOf({ row, isDouble }: AppointmentItem, isOver: boolean): string {
  const state = stateOf(row);
  const looks = {
    over: isOver || state === 'fertig',
    missed: state === 'nichtErschienen',
    here: state === 'da' || state === 'aufgerufen' || state === 'imRaum',
    closed: !row.isOpened,
    double: isDouble,
  };
  const names = Object.entries(looks).flatMap(([name, isSo]) => (isSo ? [name] : []));
  return ['appt', ...names].join(' ');
}
