import type { FavouriteSpan, FreePlace, LocalDate, Urgency, Vacancy, WaitingFor } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { AppointmentDone, AppointmentDraft, AppointmentFields } from './appointment-api.ts';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';
import type { WishFields, WishOffer } from './wish-fields.ts';

/** Finding a time: favourites, the waiting list, and whole series. */
export interface FindingApi {
  /** The favourites of the house in their order, those out of use included. */
  favourites(): Promise<Result<FavouritesView>>;
  /** Enters or changes a favourite. RIGHT_MISSING, CALENDAR_NAME_MISSING, OFFLINE. */
  saveFavourite(favourite: FavouriteDraft): Promise<Result<string>>;
  /** Takes a favourite out of use, or back into it. */
  setFavouriteUse(favouriteId: string, isUsed: boolean): Promise<Result<true>>;
  /** Who waits, and which places have become free for them (TE72). */
  waitingList(): Promise<Result<WaitingListView>>;
  /** How many who wait fit a place that has just become free. Asks nothing of the server that is known here. */
  countWaitingFor(place: FreePlace): Promise<Result<number>>;
  /** Puts somebody on the waiting list. AKTE_UNKNOWN, NEEDS_MISSING, KEY_UNKNOWN, RIGHT_MISSING, OFFLINE. */
  addWish(draft: WishDraft): Promise<Result<AppointmentDone>>;
  /** Changes a wish, notes an offer or ends it; the other fields stay. APPOINTMENT_CHANGED: somebody was faster. */
  changeWish(wishId: string, fields: WishFields): Promise<Result<AppointmentDone>>;
  /** Books an appointment for somebody who waits, and ends the wish: one act (TE74). */
  bookWish(wishId: string, draft: AppointmentDraft): Promise<Result<AppointmentDone>>;
  /** Days and times of the expected appointments of the same series or chain from this one on, itself included (TE80). */
  laterOfSeries(recordId: string): Promise<Result<readonly SeriesTime[]>>;
  /** When a person comes from a day on, what belongs together as one (TE69). */
  appointmentsOfPerson(personId: string, from: LocalDate): Promise<Result<PersonAppointments>>;
  /** Changes this appointment and all later ones of its series in one act (TE80). */
  changeSeries(recordId: string, change: SeriesChange): Promise<Result<AppointmentDone>>;
}

export const FINDING_CALLS = {
  favourites: 'result',
  saveFavourite: 'result',
  setFavouriteUse: 'result',
  waitingList: 'result',
  countWaitingFor: 'result',
  addWish: 'result',
  changeWish: 'result',
  bookWish: 'result',
  laterOfSeries: 'result',
  appointmentsOfPerson: 'result',
  changeSeries: 'result',
} as const satisfies CallForms<FindingApi>;

export interface FavouriteView extends FavouriteSpan {
  readonly favouriteId: string;
  readonly name: string;
  readonly shortName: string;
  readonly order: number;
  readonly isUsed: boolean;
}

/** A favourite to enter or change; without an id it is new. */
export type FavouriteDraft = Omit<FavouriteView, 'favouriteId' | 'isUsed'> & { readonly favouriteId?: string };

export interface FavouritesView {
  readonly favourites: readonly FavouriteView[];
  readonly mayAdminister: boolean;
}

export interface WishDraft extends WishFields {
  readonly personId: string;
  readonly minutes: number;
  readonly needs: readonly (readonly string[])[];
  readonly urgency: Urgency;
}

/** Somebody who waits. */
export interface WishView extends WaitingFor {
  readonly wishId: string;
  readonly personId?: string;
  /** Undefined: the person cannot be found on this device. */
  readonly person?: PersonRow;
  readonly offers: readonly WishOffer[];
  readonly note?: string;
  readonly waits?: 'queued' | 'conflict';
}

/** A place that is free and fits somebody, and why it is. */
export interface PlaceView extends FreePlace {
  readonly cause: 'abgesagt' | 'nichtErschienen' | 'frei';
  /** Who fits, whom to ask first in front (TE72). */
  readonly fits: readonly { readonly wishId: string; readonly vacancy: Vacancy }[];
}

export interface WaitingListView {
  /** The most urgent first, among them who waits longest. */
  readonly wishes: readonly WishView[];
  /** In order of time. */
  readonly places: readonly PlaceView[];
  /** Wishes that do not open here: without a line, or of Akten of others. */
  readonly closed: number;
  readonly mayWrite: boolean;
}

/** When one of a series is. */
export interface SeriesTime {
  readonly recordId: string;
  readonly day: LocalDate;
  readonly from: number;
}

/** A change of a series: every one is moved by as much, the rest is set. */
export interface SeriesChange {
  readonly days?: number;
  readonly minutes?: number;
  readonly fields: Pick<AppointmentFields, 'state' | 'minutes' | 'resources' | 'type' | 'reason' | 'note' | 'sinceMs'>;
}

/** One appointment of a person. */
export interface PersonAppointment {
  readonly recordId: string;
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly state: string;
  readonly resources: readonly string[];
  readonly type?: string;
  readonly reason?: string;
}

/** Appointments of a person; each list is one appointment alone, or the steps of a chain or series in order of time. */
export interface PersonAppointments {
  readonly chains: readonly (readonly PersonAppointment[])[];
}
