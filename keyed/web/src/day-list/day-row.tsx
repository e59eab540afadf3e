import type { AppointmentRow, DayView } from '@siegel/safe';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Cross, fullName } from '../search/person-line.tsx';
import { ageOn, formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { CaveToken } from './cave-token.tsx';
import type { DayActs } from './use-day-acts.ts';
import { clock, isLong, isOver, minutesSince, stateOf } from './day-rows.ts';
import { ResourceToken, TypeChip, whoOf } from './type-chip.tsx';

const SIGNS: Readonly<Record<ReturnType<typeof stateOf>, IconName>> = {
  erwartet: 'draft',
  da: 'clock',
  aufgerufen: 'people',
  imRaum: 'door',
  fertig: 'done',
  nichtErschienen: 'close',
  abgesagt: 'close',
};

interface DayRowProps {
  readonly view: DayView;
  readonly row: AppointmentRow;
  readonly nowMs: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly acts: DayActs;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** One appointment of the day. */
export function DayRow(props: DayRowProps) {
  const { view, row, nowMs, isChosen, isTabStop, acts, onChoose, onOpen, onKey } = props;
  const { t } = useTranslation();
  const state = stateOf(row);
  return (
    <tr
      className={looksOf(row, isChosen)}
      data-row={row.recordId}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isChosen}
      onFocus={onChoose}
      onClick={onChoose}
      onDoubleClick={onOpen}
      onKeyDown={onKey}
    >
      <td className="col-time num">{clock(row.from)}</td>
      <td className="col-sign">
        <Icon name={SIGNS[state]} small title={t(`dayList.state.${state}`)} />
      </td>
      <td className="col-name">
        <span className="who-line">
          <PersonName row={row} />
        </span>
      </td>
      <Born row={row} />
      <Why view={view} row={row} />
      <td className="col-who">
        <ResourceToken resource={whoOf(view, row)} />
      </td>
      <td className="col-place d">
        <Where view={view} row={row} />
      </td>
      <Waits row={row} nowMs={nowMs} />
      <td className="col-chain">
        <Chain row={row} />
      </td>
      <td className="col-ticks">
        <Ticks view={view} row={row} acts={acts} />
      </td>
    </tr>
  );
}

function looksOf(row: AppointmentRow, isChosen: boolean): string {
  const state = stateOf(row);
  const looks = ['day-row', state === 'da' ? 'waits' : '', isOver(row) ? 'over' : '', isChosen ? 'sel' : ''];
  if (state === 'nichtErschienen' || state === 'abgesagt') looks.push('missed');
  return looks.filter((look) => look !== '').join(' ');
}

function Why({ view, row }: { view: DayView; row: AppointmentRow }) {
  const { t } = useTranslation();
  return (
    <td className="col-why">
      <span className="why">
        <TypeChip view={view} row={row} isPale={isOver(row)} />
        {row.isOpened ? (
          <span className="d t12 el" title={row.reason}>
            {row.reason}
          </span>
        ) : (
          <span className="m t12">{t('dayList.closed')}</span>
        )}
      </span>
    </td>
  );
}

function Waits({ row, nowMs }: { row: AppointmentRow; nowMs: number }) {
  const { t } = useTranslation();
  const state = stateOf(row);
  const isWaiting = state === 'da';
  return (
    <td className={isWaiting && isLong(row, nowMs) ? 'col-wait num warn b' : 'col-wait num d'}>
      {(isWaiting || state === 'aufgerufen') && t('dayList.minutes', { minutes: minutesSince(row, nowMs) })}
    </td>
  );
}

function PersonName({ row }: { row: AppointmentRow }) {
  const { t } = useTranslation();
  const isMissed = stateOf(row) === 'nichtErschienen' || stateOf(row) === 'abgesagt';
  const name = row.person === undefined ? t('dayList.unknown') : fullName(row.person);
  return (
    <>
      <span className="person-name el" title={name}>
        {row.person?.isDead === true && <Cross />}
        {isMissed ? <s>{name}</s> : <bdi>{name}</bdi>}
      </span>
      <CaveToken person={row.person} />
      {row.isWalkIn && <span className="chip">{t('dayList.walkIn')}</span>}
      {row.waits !== undefined && (
        <span className={`row-waits ${row.waits === 'queued' ? 'warn' : 'bad'}`}>
          <Icon name={row.waits === 'queued' ? 'clock' : 'alert'} small title={t(`dayList.waiting.${row.waits}`)} />
        </span>
      )}
    </>
  );
}

function Born({ row: { person, day } }: { row: AppointmentRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const birth = person?.geburtsdatum;
  const age = birth === undefined ? undefined : ageOn(birth, day);
  return (
    <td className="col-born m t12 num">
      {birth !== undefined && formatDay(birth, language)}
      {age !== undefined && (
        <span className="age">{'years' in age ? age.years : t('dayList.months', { months: age.months })}</span>
      )}
    </td>
  );
}

function Where({ view, row }: { view: DayView; row: AppointmentRow }) {
  const { t } = useTranslation();
  switch (stateOf(row)) {
    case 'da':
      return t('dayList.waitingRoom');
    case 'aufgerufen':
      return t('dayList.called');
    case 'imRaum':
      return view.calendar.resources.find(({ resourceId }) => resourceId === row.room)?.name ?? t('dayList.inside');
    case 'nichtErschienen':
      return <span className="bad">{t('dayList.state.nichtErschienen')}</span>;
    case 'abgesagt':
      return t('dayList.state.abgesagt');
    case 'erwartet':
    case 'fertig':
      return null;
  }
}

function Chain({ row: { chain } }: { row: AppointmentRow }) {
  const { t } = useTranslation();
  return (
    <span className="chain t12 el" title={chain.map(({ text }) => text).join(' – ')}>
      {chain.map(({ text, isDone }, i) => (
        <span key={`${i}${text}`} className={isDone ? 'm' : 'd'}>
          {i > 0 && <i aria-hidden="true" />}
          {isDone && <Icon name="check" small title={t('dayList.stepDone')} />}
          {text}
        </span>
      ))}
    </span>
  );
}

function Ticks({ view, row, acts }: { view: DayView; row: AppointmentRow; acts: DayActs }) {
  const { t } = useTranslation();
  const state = stateOf(row);
  if (!row.isOpened || (state !== 'fertig' && state !== 'imRaum')) return null;
  const tick = (what: 'documented' | 'billed') => (
    <button
      type="button"
      tabIndex={-1}
      className={row[what].length > 0 ? 'day-tick yes' : 'day-tick'}
      aria-pressed={row[what].includes(view.ownUser)}
      aria-label={t(`dayList.tick.${what}`)}
      title={t(`dayList.tick.${what}`)}
      disabled={!view.mayWrite}
      onClick={() => acts.tick(row, what)}
    >
      {t(`dayList.tickShort.${what}`)}
    </button>
  );
  return (
    <>
      {tick('documented')}
      {tick('billed')}
    </>
  );
}
