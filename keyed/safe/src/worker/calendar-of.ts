import { holidayOn } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import { readCalendar } from '../appointments/read-calendar.ts';
import type { CalendarView } from '../channel/appointment-api.ts';
import { siteName } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

/** Resources and types with the names of the sites. */
export function calendarOf({ safe, names }: Pick<Unlocked, 'safe' | 'names'>): Promise<CalendarView> {
  return readCalendar(safe, (site: Id) => siteName(safe, hexOf(site), names));
}

/** Name of the holiday on a day at the first of the own sites, if it is one. */
export function holidayAt({ sites }: CalendarView, own: readonly Id[], day: string): string | undefined {
  const here = sites.find(({ siteId }) => own.some((site) => hexOf(site) === siteId));
  return here?.holidays === undefined ? undefined : holidayOn(here.holidays, day);
}
