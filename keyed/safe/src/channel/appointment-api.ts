import type {
  AppointmentState,
  BookablePlan,
  HolidayPlace,
  Hue,
  LocalDate,
  ResourceKind,
  TimeRange,
  Vacancy,
  VacancyStep,
  Weekday,
} from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { WishFields } from './wish-fields.ts';
import type { PersonRow } from './search-api.ts';

/** Appointments, and what they are made of. Days are `JJJJ-MM-TT`, times minutes of the day. */
export interface AppointmentApi {
  /** A day with everything the day list shows. What is not on this device is fetched, one delivery entry (TE44). */
  dayView(day: LocalDate): Promise<Result<DayView>>;
  /** The same again whenever something of the day changes, at any workplace. */
  watchDay(day: LocalDate, listener: (view: DayView) => void): () => void;
  /** Enters appointments as one act: one, a series, a chain (TE46). AKTE_UNKNOWN, APPOINTMENT_WRONG, KEY_UNKNOWN, RIGHT_MISSING. */
  addAppointments(drafts: readonly AppointmentDraft[]): Promise<Result<AppointmentDone>>;
  /** Changes fields of one appointment; the others stay as they are (TE47). APPOINTMENT_CHANGED: somebody was faster. */
  changeAppointment(recordId: string, fields: AppointmentFields): Promise<Result<AppointmentDone>>;
  /** Gives back what stood there before an act (TE48). APPOINTMENT_CHANGED: somebody has changed the same since. */
  undoAppointments(done: AppointmentDone): Promise<Result<AppointmentDone>>;
  /** The first free places (TE12). */
  findFreeTimes(wish: FreeTimeWish): Promise<Result<readonly Vacancy[]>>;
  /** What an appointment would be put upon (TE14); it warns. */
  clashesOf(wish: ClashWish): Promise<Result<readonly ClashView[]>>;
  calendar(): Promise<Result<CalendarView>>;
  /** Enters or changes a resource. RIGHT_MISSING, CALENDAR_NAME_MISSING, OFFLINE. */
  saveResource(resource: ResourceDraft): Promise<Result<string>>;
  saveAppointmentType(type: AppointmentTypeDraft): Promise<Result<string>>;
  /** Takes a resource or a type out of use, or back into it. What was booked stays. */
  setCalendarUse(recordId: string, isUsed: boolean): Promise<Result<true>>;
  /** Whose holidays hold at a site. */
  saveHolidayPlace(siteId: string, place: HolidayPlace | undefined): Promise<Result<true>>;
  /** Makes resources and types to begin with, in an empty calendar: one resource per doctor, a room, five types. CALENDAR_THERE. */
  beginCalendar(language: 'de' | 'en'): Promise<Result<true>>;
}

export const APPOINTMENT_CALLS = {
  dayView: 'result',
  watchDay: 'watch',
  addAppointments: 'result',
  changeAppointment: 'result',
  undoAppointments: 'result',
  findFreeTimes: 'result',
  clashesOf: 'result',
  calendar: 'result',
  saveResource: 'result',
  saveAppointmentType: 'result',
  setCalendarUse: 'result',
  saveHolidayPlace: 'result',
  beginCalendar: 'result',
} as const satisfies CallForms<AppointmentApi>;

/** One step of a visit. */
export interface ChainStep {
  readonly text: string;
  readonly resource?: string;
  readonly isDone: boolean;
}

/** What of an appointment can be changed. `null` takes a value away. */
export interface AppointmentFields {
  readonly day?: LocalDate;
  readonly from?: number;
  readonly minutes?: number;
  readonly resources?: readonly string[];
  readonly state?: AppointmentState;
  readonly sinceMs?: number | null;
  readonly room?: string | null;
  readonly type?: string | null;
  readonly chain?: readonly ChainStep[];
  /** Users who have documented, and who have billed. */
  readonly documented?: readonly string[];
  readonly billed?: readonly string[];
  readonly reason?: string | null;
  readonly note?: string | null;
}

export interface AppointmentDraft extends AppointmentFields {
  readonly personId: string;
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  readonly isWalkIn?: boolean;
  /** Binds the appointments of a series or chain; any id, the same in all of them. */
  readonly series?: string;
}

/** What was done, and what takes it back. */
export interface AppointmentDone {
  readonly records: readonly {
    readonly recordId: string;
    /** The version that was written, in hex. */
    readonly head: string;
    /** Fields as they were; undefined: it was new. */
    readonly before?: AppointmentFields;
  }[];
  /** The same for wishes of the waiting list. */
  readonly wishes?: readonly { readonly recordId: string; readonly head: string; readonly before?: WishFields }[];
  /** False while it waits on this device. */
  readonly saved: boolean;
}

/** One row of the day list. */
export interface AppointmentRow {
  readonly recordId: string;
  readonly personId?: string;
  /** Undefined: the person cannot be found on this device. */
  readonly person?: PersonRow;
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  readonly state: AppointmentState;
  readonly sinceMs?: number;
  readonly room?: string;
  readonly type?: string;
  readonly chain: readonly ChainStep[];
  readonly documented: readonly string[];
  readonly billed: readonly string[];
  readonly isWalkIn: boolean;
  readonly series?: string;
  readonly reason?: string;
  readonly note?: string;
  /** False: type and reason are not here, or not for this user. */
  readonly isOpened: boolean;
  readonly waits?: 'queued' | 'conflict';
}

export interface DayView {
  readonly day: LocalDate;
  readonly rows: readonly AppointmentRow[];
  readonly calendar: CalendarView;
  /** Name of the holiday at the own site, if it is one. */
  readonly holiday?: string;
  readonly ownUser: string;
  readonly mayWrite: boolean;
  /** True: this user opens no Akten, so that no appointment is known here. That there are no rows says nothing. */
  readonly isClosed?: true;
}

export interface ResourceView {
  readonly resourceId: string;
  readonly name: string;
  readonly shortName: string;
  readonly hue: Hue;
  readonly kind: ResourceKind;
  readonly userId?: string;
  readonly siteId?: string;
  readonly plan: BookablePlan;
  readonly order: number;
  readonly isUsed: boolean;
}

export interface AppointmentTypeView {
  readonly typeId: string;
  readonly name: string;
  readonly shortName: string;
  readonly hue: Hue;
  readonly minutes: number;
  readonly needs: readonly (readonly string[])[];
  readonly chain: readonly Omit<ChainStep, 'isDone'>[];
  readonly hint: string;
  readonly order: number;
  readonly isUsed: boolean;
}

export interface CalendarView {
  readonly resources: readonly ResourceView[];
  readonly types: readonly AppointmentTypeView[];
  readonly sites: readonly { readonly siteId: string; readonly name: string; readonly holidays?: HolidayPlace }[];
  readonly mayAdminister: boolean;
  /** Resources and types that do not open here. */
  readonly unreadable: number;
}

/** A resource to enter or change; without an id it is new. */
export type ResourceDraft = Omit<ResourceView, 'resourceId' | 'isUsed'> & { readonly resourceId?: string };
export type AppointmentTypeDraft = Omit<AppointmentTypeView, 'typeId' | 'isUsed'> & { readonly typeId?: string };

/** What is looked for. */
export interface FreeTimeWish {
  readonly steps: readonly VacancyStep[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly within?: TimeRange;
  readonly weekdays?: readonly Weekday[];
  readonly most: number;
  /** Places begin so many minutes apart; default and least 5. */
  readonly grid?: number;
}

export interface ClashWish extends TimeRange {
  readonly day: LocalDate;
  readonly resources: readonly string[];
  /** The appointment itself, when it is moved. */
  readonly except?: string;
}

export interface ClashView {
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  /** "Brandt, Ilse"; empty when the person cannot be found here. */
  readonly personName: string;
}
