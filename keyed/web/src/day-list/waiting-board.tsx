import { Button } from '@mantine/core';
import type { AppointmentRow, DayView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { fullName } from '../search/person-line.tsx';
import { CaveToken } from './cave-token.tsx';
import { isLong, minutesSince, nextStepOf, roomsOf, stateOf, waitingOf } from './day-rows.ts';
import { ResourceToken, whoOf } from './type-chip.tsx';
import type { DayActs } from './use-day-acts.ts';

/** Who waits, the longest first, with the next step as a button; and who is in which room (TL6). */
export function WaitingBoard({
  view,
  rows,
  nowMs,
  acts,
  onChoose,
}: {
  view: DayView;
  rows: readonly AppointmentRow[];
  nowMs: number;
  acts: DayActs;
  onChoose: (recordId: string) => void;
}) {
  const { t } = useTranslation();
  const waiting = waitingOf(rows, nowMs);
  return (
    <>
      <section aria-labelledby="day-waiting">
        <h2 id="day-waiting">
          {t('dayList.waitingTitle')} <span className="m">{waiting.length}</span>
          <span className="sp" />
          {waiting.length > 1 && <span className="m t12">{t('dayList.longestFirst')}</span>}
        </h2>
        {waiting.length === 0 && <p className="m t12 board-none">{t('dayList.nobodyWaits')}</p>}
        <ul className="cards">
          {waiting.map((row, i) => (
            <li key={row.recordId} className={i === 0 ? 'first' : ''}>
              <Waited row={row} nowMs={nowMs} />
              <button type="button" className="card-person" onClick={() => onChoose(row.recordId)}>
                <WhoLine row={row} />
                <span className="m t12 el">{row.reason ?? ' '}</span>
              </button>
              <ResourceToken resource={whoOf(view, row)} />
              {view.mayWrite && <NextButton row={row} acts={acts} isFirst={i === 0} />}
            </li>
          ))}
        </ul>
      </section>
      <Rooms {...{ view, nowMs, onChoose }} />
    </>
  );
}

function Waited({ row, nowMs }: { row: AppointmentRow; nowMs: number }) {
  const { t } = useTranslation();
  return (
    <span className={isLong(row, nowMs) ? 'waited warn b' : 'waited d'}>
      {minutesSince(row, nowMs)}
      <small>{t('dayList.min')}</small>
    </span>
  );
}

function NextButton({ row, acts, isFirst }: { row: AppointmentRow; acts: DayActs; isFirst: boolean }) {
  const { t } = useTranslation();
  const step = nextStepOf(row);
  const word = step.kind === 'chain' ? step.text : t(`dayList.next.${step.kind}`);
  const name = row.person === undefined ? t('dayList.unknown') : fullName(row.person);
  return (
    <Button
      size="xs"
      variant={isFirst ? 'filled' : 'default'}
      onClick={() => acts.next(row)}
      aria-label={`${word}: ${name}`}
    >
      {word}
    </Button>
  );
}

function Rooms({ view, nowMs, onChoose }: { view: DayView; nowMs: number; onChoose: (recordId: string) => void }) {
  const { t } = useTranslation();
  const inside = view.rows.filter((row) => stateOf(row) === 'imRaum');
  const rooms = roomsOf(view.calendar.resources);
  const elsewhere = inside.filter(({ room }) => !rooms.some(({ resourceId }) => resourceId === room));
  if (rooms.length === 0 && elsewhere.length === 0) return null;
  const person = (row: AppointmentRow, name: string) => (
    <li key={`${name}${row.recordId}`}>
      <span className="d el">{name}</span>
      <button type="button" className="card-person" onClick={() => onChoose(row.recordId)}>
        <WhoLine row={row} />
        <small className="m el">{row.reason ?? ' '}</small>
      </button>
      <span className={isLong(row, nowMs) ? 'num warn' : 'num d'}>
        {t('dayList.minutes', { minutes: minutesSince(row, nowMs) })}
      </span>
      <ResourceToken resource={whoOf(view, row)} />
    </li>
  );
  return (
    <section aria-labelledby="day-rooms">
      <h2 id="day-rooms">{t('dayList.rooms')}</h2>
      <ul className="rooms">
        {rooms.map(({ resourceId, name }, i) => {
          const here = inside.filter(({ room }) => room === resourceId);
          if (here.length > 0) return here.map((row) => person(row, name));
          return (
            <li key={resourceId}>
              <span className="d el">{name}</span>
              <span className="m">{t('dayList.free')}</span>
              {i < 9 && <kbd title={t('dayList.roomKey')}>{i + 1}</kbd>}
            </li>
          );
        })}
        {elsewhere.map((row) => person(row, t('dayList.inside')))}
      </ul>
    </section>
  );
}

/** A name and its warning: the name gives way (TL23). */
function WhoLine({ row }: { row: AppointmentRow }) {
  const { t } = useTranslation();
  return (
    <span className="who-line">
      <span className="n el">{row.person === undefined ? t('dayList.unknown') : fullName(row.person)}</span>
      <CaveToken person={row.person} />
    </span>
  );
}
