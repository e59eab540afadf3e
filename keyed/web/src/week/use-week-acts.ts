import { type LocalDate } from '@siegel/akten';
import type { AppointmentRow, BlockedTimeChange, BlockedTimesDone, BlockedTimeView, WeekView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { type LastAct, useDayActs } from '../day-list/use-day-acts.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { dayViewOf } from './day-view-of.ts';
import { doubledBy, type GridItem, type NewPlace } from './week-columns.ts';

/** Clicks within this time are one change; strokes are until Alt is let go, or nothing follows for so long (KG11). */
const CLICKS_MS = 350;
const STROKES_MS = 10_000;

/** What can be done in the calendar; each act can be taken back. */
export type WeekActs = ReturnType<typeof useWeekActs>;

/** A place that is shown before it is written. */
interface Moving {
  readonly row: AppointmentRow;
  readonly place: NewPlace;
}

/** The acts of the calendar, and the week as it looks with what is on its way. @param onShow goes to a day that is not on screen. */
export function useWeekActs(view: WeekView, day: LocalDate, onShow: (day: LocalDate) => void) {
  const safe = useSafe();
  const movedText = useMovedText();
  const dayActs = useDayActs(dayViewOf(view, day));
  const blocked = useBlockedActs(dayActs.dismiss);
  const newest = useRef(view);
  newest.current = view;

  async function write({ row, place }: Moving): Promise<void> {
    const fields = changedFields(row, place);
    if (Object.keys(fields).length === 0) return;
    blocked.dismiss();
    const said = movedText(newest.current, row, place);
    const isDone = await dayActs.run(said, () => safe.changeAppointment(row.recordId, fields));
    if (isDone && !newest.current.days.some((shown) => shown.day === place.day)) onShow(place.day);
  }
  const { moving, moveRow, settled } = useMoving(write);

  /** Moves one, or changes its length (KG13). @param day the day it is taken from: of a series only that one moves (KG21). */
  function move(item: GridItem, place: NewPlace, at: { readonly day: LocalDate; readonly isStroke: boolean }): void {
    if (item.kind === 'appointment') moveRow(item.row, place, at.isStroke);
    else void blocked.move(item.blocked, place, at.day);
  }
  const undoLast = useRef(dayActs.undo);
  undoLast.current = blocked.last === undefined ? dayActs.undo : blocked.undo;
  return {
    dayActs,
    blocked,
    move,
    /** The week with what is on its way. */
    shown: withMoving(view, moving),
    last: blocked.last ?? dayActs.last,
    failure: blocked.failure ?? dayActs.failure,
    // What is taken back is what was done last: what is being written comes first.
    undo: () => void settled().then(() => undoLast.current()),
    dismiss: () => {
      blocked.dismiss();
      dayActs.dismiss();
    },
  };
}

/** What is on its way: shown at its new place at once, written at once or when no further stroke follows (KG11). */
function useMoving(write: (one: Moving) => Promise<void>) {
  const [moving, setMoving] = useState<ReadonlyMap<string, Moving>>(new Map());
  const due = useRef<{ readonly moving: Moving; readonly timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const writing = useRef<Promise<void>>(undefined);

  async function begin(one: Moving): Promise<void> {
    await write(one);
    setMoving((all) => without(all, one));
  }
  function flush(): void {
    if (due.current === undefined) return;
    clearTimeout(due.current.timer);
    const { moving: one } = due.current;
    due.current = undefined;
    writing.current = begin(one);
  }
  const isAltHeld = useFlush(flush);
  function moveRow(row: AppointmentRow, place: NewPlace, isStroke: boolean): void {
    if (due.current?.moving.row.recordId !== row.recordId) flush();
    // Compared with what was there before the first stroke: all of them are one change.
    const one = { row: due.current?.moving.row ?? row, place };
    clearTimeout(due.current?.timer);
    due.current = undefined;
    setMoving((all) => new Map(all).set(row.recordId, one));
    if (isStroke) due.current = { moving: one, timer: setTimeout(flush, isAltHeld() ? STROKES_MS : CLICKS_MS) };
    else writing.current = begin(one);
  }
  /** Resolves when everything is written and on screen. */
  async function settled(): Promise<void> {
    flush();
    if (writing.current === undefined) return;
    await writing.current;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { moving, moveRow, settled };
}

/** What is said of a move: where to, and upon whom. */
function useMovedText() {
  const { t } = useTranslation();
  const nameOf = (row: AppointmentRow) => (row.person === undefined ? t('dayList.unknown') : fullName(row.person));
  const nameOfTaken = (taken: AppointmentRow | BlockedTimeView) =>
    'recordId' in taken ? nameOf(taken) : (taken.title ?? t('week.blocked'));
  return (view: WeekView, row: AppointmentRow, place: NewPlace): string => {
    const said = t('dayList.done.moved', { name: nameOf(row), ...whereOf(place) });
    const doubled = doubledBy(view, place, row.recordId).map(nameOfTaken);
    return doubled.length === 0 ? said : `${said} ${t('week.doubled', { names: doubled.join(', ') })}`;
  };
}

/** Writes what waits when Alt is let go, and when somebody leaves: they have moved it all the same. @returns whether Alt is held. */
function useFlush(flush: () => void): () => boolean {
  const newest = useRef(flush);
  newest.current = flush;
  const isHeld = useRef(false);
  useEffect(() => {
    const now = () => {
      isHeld.current = false;
      newest.current();
    };
    const onDown = ({ key }: KeyboardEvent) => {
      if (key === 'Alt') isHeld.current = true;
    };
    const onUp = ({ key }: KeyboardEvent) => {
      if (key === 'Alt') now();
    };
    addEventListener('keydown', onDown);
    addEventListener('keyup', onUp);
    for (const leaving of ['pagehide', 'blur']) addEventListener(leaving, now);
    return () => {
      removeEventListener('keydown', onDown);
      removeEventListener('keyup', onUp);
      for (const leaving of ['pagehide', 'blur']) removeEventListener(leaving, now);
      now();
    };
  }, []);
  return () => isHeld.current;
}

/** The acts on blocked times, with their own way back. */
function useBlockedActs(dismissOthers: () => void) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [last, setLast] = useState<LastAct & { readonly way?: BlockedTimesDone }>();
  const [failure, setFailure] = useState<Failure>();
  /** @returns whether it was done. */
  async function change(text: string, changes: readonly BlockedTimeChange[]): Promise<boolean> {
    const done = await safe.changeBlockedTimes(changes);
    setFailure(done.ok ? undefined : done.error);
    if (!done.ok) return false;
    const { over } = done.value;
    dismissOthers();
    setLast({
      text: over === 0 ? text : `${text} ${t('week.blockedOver', { count: over })}`,
      // The toast asks only whether there is a way back.
      done: { records: [], saved: true },
      way: done.value,
    });
    return true;
  }
  async function undo(): Promise<void> {
    if (last?.way === undefined) return;
    const undone = await safe.undoBlockedTimes(last.way);
    setFailure(undone.ok ? undefined : undone.error);
    setLast(undone.ok ? { text: t('dayList.undone') } : undefined);
  }
  const titleOf = (one: BlockedTimeView) => one.title ?? t('week.blocked');
  function move(one: BlockedTimeView, place: NewPlace, day: LocalDate): Promise<boolean> {
    const { blockedId, days, resources, from, minutes, title } = one;
    const text = t('week.blockedMoved', { title: titleOf(one), ...whereOf(place) });
    const { day: to, ...rest } = place;
    if (days.length === 1) return change(text, [{ blockedId, days: [to], ...rest, isUsed: true }]);
    const others = { blockedId, days: days.filter((other) => other !== day), resources, from, minutes, isUsed: true };
    return change(text, [others, { days: [to], ...rest, title: title ?? t('week.blocked'), isUsed: true }]);
  }
  /** @param day undefined: all its days. */
  function remove(one: BlockedTimeView, day: LocalDate | undefined): Promise<boolean> {
    const { blockedId, days, resources, from, minutes } = one;
    const left = day === undefined ? [] : days.filter((other) => other !== day);
    const text = t('week.blockedRemoved', { title: titleOf(one) });
    const isUsed = left.length > 0;
    return change(text, [{ blockedId, days: isUsed ? left : days, resources, from, minutes, isUsed }]);
  }
  return { change, move, remove, last, failure, undo: () => void undo(), dismiss: () => setLast(undefined) };
}

function whereOf({ day, from }: NewPlace) {
  return { day: `${day.slice(8)}.${day.slice(5, 7)}.`, time: clock(from) };
}

function changedFields(row: AppointmentRow, { day, from, minutes, resources }: NewPlace) {
  return {
    ...(day !== row.day && { day }),
    ...(from !== row.from && { from }),
    ...(minutes !== row.minutes && { minutes }),
    ...(resources.join() !== row.resources.join() && { resources }),
  };
}

/** What was written is not on its way any more, unless it has been moved again. */
function without(all: ReadonlyMap<string, Moving>, one: Moving): ReadonlyMap<string, Moving> {
  const { recordId } = one.row;
  return all.get(recordId) === one ? new Map([...all].filter(([other]) => other !== recordId)) : all;
}

/** Days nothing moves on stay the same ones: only the others are drawn anew. */
function withMoving(view: WeekView, moving: ReadonlyMap<string, Moving>): WeekView {
  if (moving.size === 0) return view;
  const days = view.days.map((one) => {
    const stays = one.rows.filter(({ recordId }) => !moving.has(recordId));
    const comes = [...moving.values()].flatMap(({ row, place }) => {
      const now = view.days.flatMap(({ rows }) => rows).find(({ recordId }) => recordId === row.recordId);
      return place.day === one.day ? [{ ...(now ?? row), ...place }] : [];
    });
    return comes.length === 0 && stays.length === one.rows.length ? one : { day: one.day, rows: [...stays, ...comes] };
  });
  return { ...view, days };
}
