import { appointment, mondayOf } from '@siegel/akten';
import { WIRE_KINDS } from '@siegel/wire';
import type { DayView } from '../channel/appointment-api.ts';
import type { WeekView } from '../channel/week-api.ts';
import type { Unlocked } from './unlocked.ts';

// Whoever watches a day has fetched both.
const books = () => import('../appointments/appointment-book.ts');
const days = () => import('./day-view.ts');
const weeks = () => import('./week-view.ts');

/** Kinds after which every day looks different. */
const OF_EVERY_DAY: ReadonlySet<number> = new Set([
  WIRE_KINDS.resource,
  WIRE_KINDS.appointmentType,
  WIRE_KINDS.blockedTime,
  WIRE_KINDS.site,
]);

/** Who looks at which day or week, and what they are shown. */
export class DayWatchers {
  readonly #house: () => Unlocked | undefined;
  readonly #watchers = new Map<string, Set<(view: DayView) => void>>();
  /** By the Monday. */
  readonly #ofWeeks = new Map<string, Set<(view: WeekView) => void>>();

  /** @param house undefined while nobody is signed in or the safe is locked. */
  constructor(house: () => Unlocked | undefined) {
    this.#house = house;
  }

  /** Calls `listener` whenever the day changes, until the returned function is called. */
  watch(day: string, listener: (view: DayView) => void): () => void {
    return watchIn(this.#watchers, day, listener);
  }

  /** The same for the week that begins on a Monday. */
  watchWeek(monday: string, listener: (view: WeekView) => void): () => void {
    return watchIn(this.#ofWeeks, monday, listener);
  }

  /** Shows the days that changed since a size of the journal. Nothing is asked of the journal while nobody watches. */
  async tellSince(size: number): Promise<void> {
    const house = this.#house();
    if (house === undefined || this.#watchers.size + this.#ofWeeks.size === 0) return;
    const { columns } = house.safe.follower;
    let hasAppointments = false;
    for (let seq = size; seq < columns.size; seq++) {
      const kind = columns.kindAt(seq);
      if (kind !== undefined && OF_EVERY_DAY.has(kind)) return this.tellAll();
      hasAppointments ||= kind === appointment.code;
    }
    const days = hasAppointments ? await (await books()).bookOf(house.safe).daysSince(size) : new Set<string>();
    for (const day of days) await this.#tell(day);
    for (const monday of new Set([...days].map((day) => mondayOf(day)))) await this.#tellWeek(monday);
  }

  async tellAll(): Promise<void> {
    for (const day of this.#watchers.keys()) await this.#tell(day);
    for (const monday of this.#ofWeeks.keys()) await this.#tellWeek(monday);
  }

  clear(): void {
    this.#watchers.clear();
    this.#ofWeeks.clear();
  }

  async #tell(day: string): Promise<void> {
    const house = this.#house();
    if (house === undefined || !this.#watchers.has(day)) return;
    const view = await (await days()).dayView(house, day);
    if (this.#house() === house) for (const listener of this.#watchers.get(day) ?? []) listener(view);
  }
  async #tellWeek(monday: string): Promise<void> {
    const house = this.#house();
    if (house === undefined || !this.#ofWeeks.has(monday)) return;
    const view = await (await weeks()).weekView(house, monday);
    if (this.#house() === house) for (const listener of this.#ofWeeks.get(monday) ?? []) listener(view);
  }
}

function watchIn<View>(watchers: Map<string, Set<(view: View) => void>>, at: string, listener: (view: View) => void) {
  const listeners = watchers.get(at) ?? new Set();
  watchers.set(at, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) watchers.delete(at);
  };
}
