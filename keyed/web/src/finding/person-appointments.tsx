import type { CalendarView, PersonAppointment, PersonAppointments as Found } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import '../design/finding.css';
import { longDay } from './long-day.ts';

const MOST = 6;

/** When the person of an open Akte comes next; a chain stands as one, with its steps (TE69). Nothing where nothing is booked. */
export function PersonAppointments({ personId }: { personId: string }) {
  const { t } = useTranslation();
  const { chains, calendar } = useAppointments(personId);
  if (calendar === undefined || chains.length === 0) return null;
  return (
    <section className="person-appointments more-info" aria-label={t('finding.next')}>
      <h2>{t('finding.next')}</h2>
      <ul>
        {chains.slice(0, MOST).map((steps) => (
          <li key={steps[0]?.recordId}>
            {steps.length > 1 && <span className="m t12">{t('finding.chainOf', { count: steps.length })}</span>}
            <ol>
              {steps.map((step) => (
                <Step key={step.recordId} step={step} calendar={calendar} />
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Step({ step, calendar }: { step: PersonAppointment; calendar: CalendarView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const type = calendar.types.find(({ typeId }) => typeId === step.type)?.name;
  const who = calendar.resources.filter(({ resourceId }) => step.resources.includes(resourceId));
  const said = [step.reason ?? type, who.map(({ name }) => name).join(', ')].filter(Boolean).join(' · ');
  const isOver = step.state === 'fertig' || step.state === 'nichtErschienen';
  return (
    <li className={isOver ? 'm' : undefined}>
      <span className="num">
        {longDay(step.day, language)}, {clock(step.from)}
      </span>
      {step.state !== 'erwartet' && <span className="chip">{stateWord(step.state, t)}</span>}{' '}
      <span className="d t12">{said}</span>
    </li>
  );
}

function stateWord(state: string, t: (key: `dayList.state.${(typeof SHOWN)[number]}`) => string): string {
  const known = SHOWN.find((one) => one === state);
  return known === undefined ? '' : t(`dayList.state.${known}`);
}

const SHOWN = ['da', 'aufgerufen', 'imRaum', 'fertig', 'nichtErschienen'] as const;

function useAppointments(personId: string) {
  const safe = useSafe();
  const [chains, setChains] = useState<Found['chains']>([]);
  const [calendar, setCalendar] = useState<CalendarView>();
  useEffect(() => {
    let left = false;
    void Promise.all([safe.appointmentsOfPerson(personId, localDay(Date.now())), safe.calendar()]).then(
      ([found, house]) => {
        if (left || !found.ok || !house.ok) return;
        setChains(found.value.chains);
        setCalendar(house.value);
      },
    );
    return () => {
      left = true;
    };
  }, [safe, personId]);
  return { chains, calendar };
}
