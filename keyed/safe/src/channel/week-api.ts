import type { LocalDate } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { AppointmentRow, CalendarView } from './appointment-api.ts';
import type { CallForms } from './call-form.ts';

/** A week of the calendar, and the times at which nobody can be booked. */
export interface WeekApi {
  /** Seven days from a Monday on. What is not on this device is fetched in one request for all of them (KG3). */
  weekView(monday: LocalDate): Promise<Result<WeekView>>;
  /** The same again whenever something of the week changes, at any workplace. */
  watchWeek(monday: LocalDate, listener: (view: WeekView) => void): () => void;
  /** Enters, changes or takes back blocked times, as one act (KG21). CALENDAR_NAME_MISSING, APPOINTMENT_WRONG, RIGHT_MISSING,
   *  GROUP_KEY_MISSING, OFFLINE. */
  changeBlockedTimes(changes: readonly BlockedTimeChange[]): Promise<Result<BlockedTimesDone>>;
  /** Gives back what stood there before. APPOINTMENT_CHANGED: somebody has changed the same since. */
  undoBlockedTimes(done: BlockedTimesDone): Promise<Result<BlockedTimesDone>>;
}

export const WEEK_CALLS = {
  weekView: 'result',
  watchWeek: 'watch',
  changeBlockedTimes: 'result',
  undoBlockedTimes: 'result',
} as const satisfies CallForms<WeekApi>;

/** Seven days of the calendar. */
export interface WeekView {
  readonly monday: LocalDate;
  /** From Monday on, each in order of time. */
  readonly days: readonly { readonly day: LocalDate; readonly rows: readonly AppointmentRow[] }[];
  /** Blocked times that are in use and have a day in this week. */
  readonly blocked: readonly BlockedTimeView[];
  readonly calendar: CalendarView;
  readonly ownUser: string;
  readonly mayWrite: boolean;
  /** As in the view of a day. */
  readonly isClosed?: true;
}

/** A time at which resources cannot be booked. */
export interface BlockedTimeView {
  readonly blockedId: string;
  /** All its days, those of other weeks included. */
  readonly days: readonly LocalDate[];
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  /** Undefined: it does not open here. */
  readonly title?: string;
}

/** A blocked time as it is to be. */
export interface BlockedTimeChange {
  /** Undefined: a new one. */
  readonly blockedId?: string;
  readonly days: readonly LocalDate[];
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  /** Undefined: it stays as it is. */
  readonly title?: string;
  readonly isUsed: boolean;
}

/** What was done with blocked times, and what takes it back. */
export interface BlockedTimesDone {
  readonly blocked: readonly {
    readonly blockedId: string;
    /** The version that was written, in hex. */
    readonly head: string;
    /** As it was; undefined: it was new. */
    readonly before?: BlockedTimeChange;
  }[];
  /** Appointments from today on that lie under what was entered; they stay (KG22). */
  readonly over: number;
}
