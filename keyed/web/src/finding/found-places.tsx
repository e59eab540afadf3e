import type { LocalDate, Vacancy, VacancyStep } from '@siegel/akten';
import type { CalendarView } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useLanguage } from '../text/language.ts';
import { longDay } from './long-day.ts';
import { moveFocus } from './move-focus.ts';

interface FoundPlacesProps {
  readonly calendar: CalendarView;
  readonly found: readonly Vacancy[] | undefined;
  readonly steps: readonly VacancyStep[];
  readonly isAsked: boolean;
  readonly isBackwards: boolean;
  readonly onBook: (vacancy: Vacancy) => void;
  readonly onUndo: () => void;
}

/** What was found, by day; arrows move, Enter books (TE61). */
export function FoundPlaces({ calendar, found, steps, isAsked, isBackwards, onBook, onUndo }: FoundPlacesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useFocusKept(found);
  if (!isAsked) return <StateBlock icon="find" title={t('finding.needsMissing')} />;
  if (isBackwards) return <StateBlock icon="find" title={t('finding.backwards')} />;
  if (found === undefined) return <Skeleton label={t('finding.searching')} lines={6} />;
  if (found.length === 0)
    return (
      <StateBlock icon="calendar" title={t('finding.none')}>
        {t('finding.noneHint')}
      </StateBlock>
    );
  function onKeyDown(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') onUndo();
    else if (!moveFocus(list.current, '[data-found]', event.key)) return;
    event.preventDefault();
  }
  return (
    <div ref={list} className="found" onKeyDown={onKeyDown}>
      <p className="m t12" role="status">
        {t('finding.count', { count: found.length })}
      </p>
      {byDay(found).map(([day, places]) => (
        <section key={day} aria-label={longDay(day, language)}>
          <h2>{longDay(day, language)}</h2>
          <ul>
            {places.map((vacancy) => (
              <li key={vacancy.steps[0]?.from}>
                <button type="button" data-found className="found-place" onClick={() => onBook(vacancy)}>
                  <Steps {...{ calendar, vacancy, steps }} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Whoever books goes on in the list: when the place with the focus is gone, the first one has it. */
function useFocusKept(found: readonly Vacancy[] | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[data-found]')?.focus();
    const note = () => {
      hadFocus.current = list.current?.contains(document.activeElement) === true;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [found]);
  return list;
}

function Steps({
  calendar,
  vacancy,
  steps,
}: {
  calendar: CalendarView;
  vacancy: Vacancy;
  steps: readonly VacancyStep[];
}) {
  const language = useLanguage();
  const nameOf = (id: string) => calendar.resources.find(({ resourceId }) => resourceId === id)?.name ?? '';
  const typeOf = (i: number) => calendar.types.find(({ typeId }) => typeId === steps[i]?.type)?.shortName;
  return (
    <>
      {vacancy.steps.map(({ from, to, resources, day }, i) => (
        // Steps of several days may begin at the same time.
        <span key={`${day ?? ''}${from}`} className="found-step">
          {day !== undefined && <b>{longDay(day, language)} </b>}
          <b className="num">
            {clock(from)}–{clock(to)}
          </b>{' '}
          {vacancy.steps.length > 1 && <span className="chip">{typeOf(i) ?? i + 1}</span>}{' '}
          <span className="d">{resources.map(nameOf).join(', ')}</span>
        </span>
      ))}
    </>
  );
}

function byDay(found: readonly Vacancy[]): readonly (readonly [LocalDate, readonly Vacancy[]])[] {
  const days = new Map<LocalDate, Vacancy[]>();
  for (const vacancy of found) days.set(vacancy.day, [...(days.get(vacancy.day) ?? []), vacancy]);
  return [...days];
}
