import { addDays } from '@siegel/akten';
import type { AppointmentDone, AppointmentFields, AppointmentRow, DayView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { clock, freeRoom, nextStepOf, stateOf, withStepDone } from './day-rows.ts';

/** What was done last, with its way back. */
export interface LastAct {
  readonly text: string;
  readonly done?: AppointmentDone;
}

/** Everything that can be done with a row of the day; each act can be taken back. */
export type DayActs = ReturnType<typeof useDayActs>;

type Said =
  | 'arrived'
  | 'called'
  | 'inside'
  | 'finished'
  | 'noShow'
  | 'cancelled'
  | 'expected'
  | 'waitsAgain'
  | 'documented'
  | 'billed';
/** Changes fields of a row and says it in these words. */
type ChangeRow = (row: AppointmentRow, said: Said, fields: AppointmentFields) => void;

/** The acts of the day list. */
export function useDayActs(view: DayView | undefined) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { run, undo, last, failure, dismiss } = useUndoable();
  const nameOf = (row: AppointmentRow) => (row.person === undefined ? t('dayList.unknown') : fullName(row.person));
  const write = (row: AppointmentRow, text: string, fields: AppointmentFields) =>
    void run(text, () => safe.changeAppointment(row.recordId, fields));
  const change: ChangeRow = (row, said, fields) => write(row, t(`dayList.done.${said}`, { name: nameOf(row) }), fields);
  const visit = visitActs(change);

  function enter(row: AppointmentRow, room: string | undefined): void {
    const name = view?.calendar.resources.find(({ resourceId }) => resourceId === room)?.name;
    const fields = { state: 'imRaum', room: room ?? null, ...now() } as const;
    if (name === undefined) change(row, 'inside', fields);
    else write(row, t('dayList.done.entered', { name: nameOf(row), room: name }), fields);
  }
  const moving = useMoving(view);
  function move(row: AppointmentRow, by: { readonly minutes?: number; readonly days?: number }): void {
    const before = moving.get(row.recordId) ?? row;
    const from = before.from + (by.minutes ?? 0);
    if (from < 0 || from + row.minutes > DAY_MINUTES) return;
    const day = addDays(before.day, by.days ?? 0);
    moving.set(row.recordId, { from, day });
    const where = { day: `${day.slice(8)}.${day.slice(5, 7)}.`, time: clock(from) };
    write(row, t('dayList.done.moved', { name: nameOf(row), ...where }), by.days === undefined ? { from } : { day });
  }
  function tick(row: AppointmentRow, what: 'documented' | 'billed'): void {
    const own = view?.ownUser ?? '';
    const before = row[what];
    change(row, what, { [what]: before.includes(own) ? before.filter((one) => one !== own) : [...before, own] });
  }
  /** The usual next step (TL6). */
  function next(row: AppointmentRow): void {
    const step = nextStepOf(row);
    if (step.kind === 'enter') enter(row, freeRoom(view?.calendar.resources ?? [], view?.rows ?? [])?.resourceId);
    else if (step.kind === 'chain' && step.resource !== undefined) enter(row, step.resource);
    else if (step.kind === 'chain') visit.call(row);
    else if (step.kind === 'back') visit[stateOf(row) === 'fertig' ? 'arrive' : 'expect'](row);
    else visit[step.kind](row);
  }
  return { ...visit, enter, move, tick, next, run, undo, last, failure, dismiss };
}

const DAY_MINUTES = 1_440;

/** Where rows are on their way to: whoever presses faster than it is written goes on from there, and not from what is still shown. */
function useMoving(view: DayView | undefined): Map<string, Pick<AppointmentRow, 'from' | 'day'>> {
  const { current: moving } = useRef(new Map<string, Pick<AppointmentRow, 'from' | 'day'>>());
  useEffect(() => {
    for (const { recordId, from, day } of view?.rows ?? []) {
      const to = moving.get(recordId);
      if (to !== undefined && to.from === from && to.day === day) moving.delete(recordId);
    }
  }, [view, moving]);
  return moving;
}

const now = () => ({ sinceMs: Date.now() });

/** The acts that only change the state of a visit. */
function visitActs(change: ChangeRow) {
  return {
    arrive: (row: AppointmentRow) => change(row, 'arrived', { state: 'da', room: null, ...now() }),
    call: (row: AppointmentRow) => change(row, 'called', { state: 'aufgerufen', ...now() }),
    /** The step is over; the person waits for the next one. */
    wait: (row: AppointmentRow) =>
      change(row, 'waitsAgain', { state: 'da', room: null, chain: withStepDone(row.chain), ...now() }),
    finish: (row: AppointmentRow) => {
      const isOpen = row.chain.some(({ isDone }) => !isDone);
      const chain = row.chain.map((step) => ({ ...step, isDone: true }));
      change(row, 'finished', { state: 'fertig', room: null, ...now(), ...(isOpen && { chain }) });
    },
    noShow: (row: AppointmentRow) => change(row, 'noShow', { state: 'nichtErschienen', ...now() }),
    cancel: (row: AppointmentRow) => change(row, 'cancelled', { state: 'abgesagt', ...now() }),
    expect: (row: AppointmentRow) => change(row, 'expected', { state: 'erwartet', room: null, sinceMs: null }),
  };
}

/** What was done a moment ago: whoever is led to another day or screen by it takes its word and its way back along. */
let carried: LastAct | undefined;
const CARRIED_MS = 2_000;

function carry(last: LastAct | undefined): void {
  carried = last;
  setTimeout(() => {
    if (carried === last) carried = undefined;
  }, CARRIED_MS);
}

/** Does one thing after the other, keeps the last with its way back, and why something was refused. */
export function useUndoable() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [last, setLastHere] = useState<LastAct | undefined>(() => carried);
  const [failure, setFailure] = useState<Failure>();
  const newest = useRef(last);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  /** Nothing is lost of what is pressed while something is being written. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = queue.current.then(act);
    queue.current = done.catch(() => undefined);
    return done;
  }
  function setLast(act: LastAct | undefined): void {
    newest.current = act;
    carry(act);
    setLastHere(act);
  }
  /** @returns whether it was done. */
  const run = (text: string, act: () => Promise<Result<AppointmentDone>>): Promise<boolean> =>
    inTurn(() => runNow(text, act));
  async function runNow(text: string, act: () => Promise<Result<AppointmentDone>>): Promise<boolean> {
    const done = await act();
    setFailure(done.ok ? undefined : done.error);
    if (!done.ok) setLast(undefined);
    else setLast({ text: done.value.saved ? text : `${text} ${t('dayList.waits')}`, done: done.value });
    return done.ok;
  }
  async function takeBack(done: AppointmentDone): Promise<void> {
    const undone = await safe.undoAppointments(done);
    setFailure(undone.ok ? undefined : undone.error);
    setLast(undone.ok ? { text: t('dayList.undone') } : undefined);
  }
  const undo = () =>
    void inTurn(async () => {
      if (newest.current?.done !== undefined) await takeBack(newest.current.done);
    });
  return { run, undo, last, failure, dismiss: () => setLast(undefined) };
}
