import { inOrderOfNext, isInHouse, isLongWait, type VisitState } from '@siegel/akten';
import type { AppointmentRow, ChainStep, ResourceView } from '@siegel/safe';

const MINUTE_MS = 60_000;
/** What was over so long before now is folded away. */
const FOLD_AFTER = 60;
const FOLD_FROM = 3;

/** Filters of the day list, in their order. */
export const SEGMENTS = ['all', 'inHouse', 'expected', 'undocumented', 'noShow'] as const;
/** One of `SEGMENTS`. */
export type Segment = (typeof SEGMENTS)[number];

/** The visit as the board counts it; taken-back rows never reach the page. */
export function stateOf({ state }: AppointmentRow): VisitState {
  return state === 'zurueckgenommen' ? 'abgesagt' : state;
}

/** True when a row belongs to a segment. */
export function isInSegment(row: AppointmentRow, segment: Segment): boolean {
  const state = stateOf(row);
  switch (segment) {
    case 'all':
      return true;
    case 'inHouse':
      return isInHouse(state);
    case 'expected':
      return state === 'erwartet';
    case 'undocumented':
      return (state === 'fertig' || state === 'imRaum') && row.documented.length === 0;
    case 'noShow':
      return state === 'nichtErschienen';
  }
}

/** Rows of people and workplaces that are ticked. A row with none of them stays; rooms and devices have no tick and hold nobody. */
export function ofResources(
  rows: readonly AppointmentRow[],
  without: readonly string[],
  resources: readonly ResourceView[],
): readonly AppointmentRow[] {
  if (without.length === 0) return rows;
  const lanes = new Set(lanesOfDay(resources).map(({ resourceId }) => resourceId));
  return rows.filter((row) => {
    const named = row.resources.filter((id) => lanes.has(id));
    return named.length === 0 || named.some((id) => !without.includes(id));
  });
}

/** Minutes since the state began; 0 when that is not known. */
export function minutesSince({ sinceMs }: AppointmentRow, nowMs: number): number {
  return sinceMs === undefined ? 0 : Math.max(0, Math.floor((nowMs - sinceMs) / MINUTE_MS));
}

/** True for somebody who waits longer than the house wants (TE22). */
export function isLong(row: AppointmentRow, nowMs: number): boolean {
  return isLongWait({ state: stateOf(row), waitedMinutes: minutesSince(row, nowMs) });
}

/** Who waits, whoever should come next first (TE23). */
export function waitingOf(rows: readonly AppointmentRow[], nowMs: number): readonly AppointmentRow[] {
  const waiting = rows.map((row) => ({
    row,
    state: stateOf(row),
    waitedMinutes: minutesSince(row, nowMs),
    ...(!row.isWalkIn && { bookedAt: row.from }),
  }));
  return inOrderOfNext(waiting).map(({ row }) => row);
}

/** Mean wait of those who wait, in minutes; undefined while nobody does. */
export function meanWait(rows: readonly AppointmentRow[], nowMs: number): number | undefined {
  const waiting = waitingOf(rows, nowMs);
  if (waiting.length === 0) return undefined;
  return Math.round(waiting.reduce((sum, row) => sum + minutesSince(row, nowMs), 0) / waiting.length);
}

/** The rows of a day: what is over lies folded in front, and where "now" stands between the others. */
export interface DayLines {
  readonly folded: readonly AppointmentRow[];
  readonly shown: readonly AppointmentRow[];
  /** Position in `shown` before which the line "now" is drawn; undefined on other days. */
  readonly nowAt: number | undefined;
}

/** @param now minute of the day, undefined on other days. */
export function dayLines(rows: readonly AppointmentRow[], now: number | undefined, isUnfolded: boolean): DayLines {
  if (now === undefined) return { folded: [], shown: rows, nowAt: undefined };
  const over = rows.filter((row) => isOver(row) && row.from < now - FOLD_AFTER);
  const folded = over.length < FOLD_FROM ? [] : over;
  const shown = isUnfolded ? rows : rows.filter((row) => !folded.includes(row));
  const next = shown.findIndex(({ from }) => from > now);
  return { folded, shown, nowAt: next === -1 ? shown.length : next };
}

/** Nothing of the visit is left to do. */
export function isOver(row: AppointmentRow): boolean {
  const state = stateOf(row);
  return state === 'fertig' || state === 'nichtErschienen' || state === 'abgesagt';
}

/** The next step of a visit, as the button of its card says it. */
export type NextStep =
  | { readonly kind: 'arrive' | 'call' | 'enter' | 'wait' | 'finish' | 'back' }
  /** A step of the chain before the last: its own word. */
  | { readonly kind: 'chain'; readonly text: string; readonly resource?: string };

/** What usually comes next (TE21). In a room with steps left the person goes back to the waiting room. */
export function nextStepOf(row: AppointmentRow): NextStep {
  const open = row.chain.filter(({ isDone }) => !isDone);
  const [first] = open;
  switch (stateOf(row)) {
    case 'erwartet':
      return { kind: 'arrive' };
    case 'da':
      if (first === undefined || open.length === 1) return { kind: 'call' };
      return { kind: 'chain', text: first.text, ...(first.resource !== undefined && { resource: first.resource }) };
    case 'aufgerufen':
      return { kind: 'enter' };
    case 'imRaum':
      return { kind: open.length > 1 ? 'wait' : 'finish' };
    case 'fertig':
    case 'nichtErschienen':
    case 'abgesagt':
      return { kind: 'back' };
  }
}

/** The chain after its first open step is done. */
export function withStepDone(chain: readonly ChainStep[]): readonly ChainStep[] {
  const at = chain.findIndex(({ isDone }) => !isDone);
  return chain.map((step, i) => (i === at ? { ...step, isDone: true } : step));
}

/** The first room nobody is in; undefined when all are taken. */
export function freeRoom(
  resources: readonly ResourceView[],
  rows: readonly AppointmentRow[],
): ResourceView | undefined {
  const taken = new Set(rows.flatMap((row) => (stateOf(row) === 'imRaum' && row.room !== undefined ? [row.room] : [])));
  return roomsOf(resources).find(({ resourceId }) => !taken.has(resourceId));
}

/** Rooms and devices in use: where somebody can be. */
export function roomsOf(resources: readonly ResourceView[]): readonly ResourceView[] {
  return resources.filter(({ kind, isUsed }) => isUsed && (kind === 'room' || kind === 'device'));
}

/** Resources with a lane of their own in the day band: people and workplaces. */
export function lanesOfDay(resources: readonly ResourceView[]): readonly ResourceView[] {
  return resources.filter(({ kind, isUsed }) => isUsed && (kind === 'person' || kind === 'workplace'));
}

/** 9:05 as 09:05. */
export function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** Minute of the day from `9`, `930`, `9:30` or `9.30`; undefined for what is no time. */
export function minuteOfClock(text: string): number | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})[:.]?(\d{2})?$/.exec(text.trim()) ?? [];
  if (hours === '') return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(hours) > 23 || Number(minutes) > 59 ? undefined : minute;
}
