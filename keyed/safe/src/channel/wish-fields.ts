import type { Daytime, LocalDate, OFFER_ANSWERS, Urgency, Weekday, WISH_ENDS } from '@siegel/akten';

export type WishEnd = (typeof WISH_ENDS)[number];

/** A place that was offered. */
export interface WishOffer {
  readonly day: LocalDate;
  readonly from: number;
  readonly minutes: number;
  readonly resources: readonly string[];
  /** Until when the person may answer. */
  readonly untilMs: number;
  /** The user who offered it. */
  readonly by?: string;
  readonly answer: (typeof OFFER_ANSWERS)[number];
}

/** What of a wish can be changed. `null` takes a value away. */
export interface WishFields {
  readonly type?: string | null;
  readonly minutes?: number;
  readonly needs?: readonly (readonly string[])[];
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  readonly daytime?: Daytime | null;
  readonly weekdays?: readonly Weekday[];
  readonly urgency?: Urgency;
  readonly sinceMs?: number;
  readonly offers?: readonly WishOffer[];
  readonly note?: string | null;
  /** Ends the wish; `null`: it waits (again). */
  readonly end?: WishEnd | null;
}
