import { Button, Kbd } from '@mantine/core';
import type { CalendarView, PlaceView, WaitingListView } from '@siegel/safe';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { StateBlock } from '../parts/state-block.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { isFreedLast } from './freed-place.ts';
import { longDay } from './long-day.ts';
import { type Candidate, candidatesOf } from './offers.ts';
import type { OfferActs } from './use-offer-acts.ts';
import { UrgencyMark } from './wish-list.tsx';

interface PlaceListProps {
  readonly view: WaitingListView;
  readonly calendar: CalendarView;
  readonly nowMs: number;
  readonly acts: OfferActs;
  readonly onGo: (personId: string) => void;
}

/** The places that are free, each with who fits, whom to ask first in front (TE72, TE73). */
export function PlaceList(props: PlaceListProps) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <section className="places" aria-label={t('finding.places')}>
      <h2>{t('finding.places')}</h2>
      {view.places.length === 0 && (
        <StateBlock icon="calendar" title={t('finding.noPlaces')}>
          {t('finding.noPlacesHint')}
        </StateBlock>
      )}
      {view.places.map((place) => (
        <PlaceCard key={`${place.day} ${place.from} ${place.resources.join()}`} {...props} place={place} />
      ))}
    </section>
  );
}

function PlaceCard({ place, view, calendar, nowMs, acts, onGo }: PlaceListProps & { readonly place: PlaceView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (id: string) => calendar.resources.find(({ resourceId }) => resourceId === id)?.name ?? '';
  const candidates = candidatesOf(place, view.wishes, nowMs);
  const when = `${longDay(place.day, language)}, ${clock(place.from)}–${clock(place.to)}`;
  return (
    <section className="place" aria-label={when}>
      <h3>
        <span className="num">{when}</span> <span className="d">{place.resources.map(nameOf).join(', ')}</span>{' '}
        <span className={place.cause === 'frei' ? 'chip' : 'chip warn'}>{t(`finding.cause.${place.cause}`)}</span>
      </h3>
      <ul>
        {candidates.map((candidate) => (
          <CandidateLine
            key={candidate.wish.wishId}
            {...{ candidate, acts, onGo }}
            mayWrite={view.mayWrite}
            isFreed={isFreedLast(place)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Somebody who fits: Enter books, O offers, X refuses. */
function CandidateLine({
  candidate,
  acts,
  mayWrite,
  isFreed,
  onGo,
}: {
  readonly candidate: Candidate;
  readonly acts: OfferActs;
  readonly mayWrite: boolean;
  readonly isFreed: boolean;
  readonly onGo: (personId: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { wish, fit, state, offer } = candidate;
  const name = wish.person === undefined ? t('dayList.unknown') : fullName(wish.person);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = mayWrite ? actOf(event.key, candidate, acts) : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
    // Whoever refuses is followed by the next (TE73).
    const next = event.currentTarget.nextElementSibling;
    if (event.key.toLowerCase() === 'x' && next instanceof HTMLElement) next.focus();
  }
  return (
    // Keys work on the line; every one of them is a button in it, too.
    <li
      className={`candidate ${state}`}
      data-line
      {...(isFreed && { 'data-freed': true })}
      tabIndex={0}
      aria-label={`${name}, ${t(`finding.urgency.${wish.urgency}`)}`}
      onKeyDown={onKeyDown}
    >
      <span className="num">{clock(fit.vacancy.steps[0]?.from ?? 0)}</span>
      <button
        type="button"
        className="candidate-name n el"
        onClick={() => wish.personId !== undefined && onGo(wish.personId)}
      >
        {name}
      </button>
      <UrgencyMark wish={wish} />
      <span className="m t12 el candidate-note">
        {offer === undefined || state === 'none'
          ? wish.note
          : t(`finding.offerState.${state}`, { until: formatMoment(offer.untilMs, language) })}
      </span>
      {mayWrite && <CandidateActs candidate={candidate} acts={acts} />}
    </li>
  );
}

function CandidateActs({ candidate, acts }: { candidate: Candidate; acts: OfferActs }) {
  const { t } = useTranslation();
  const { state } = candidate;
  return (
    <span className="row candidate-acts">
      {state !== 'asked' && (
        <Button size="xs" onClick={() => void acts.offer(candidate)} rightSection={<Kbd>O</Kbd>}>
          {t('finding.offer')}
        </Button>
      )}
      <Button size="xs" onClick={() => void acts.book(candidate)} rightSection={<Kbd>Enter</Kbd>}>
        {t('finding.accept')}
      </Button>
      {state !== 'refused' && (
        <Button size="xs" onClick={() => void acts.refuse(candidate)} rightSection={<Kbd>X</Kbd>}>
          {t('finding.refuse')}
        </Button>
      )}
    </span>
  );
}

function actOf(key: string, candidate: Candidate, acts: OfferActs): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case 'enter':
      return () => void acts.book(candidate);
    case 'o':
      return () => void acts.offer(candidate);
    case 'x':
      return () => void acts.refuse(candidate);
    default:
      return undefined;
  }
}
