import { Button, Kbd } from '@mantine/core';
import type { CalendarView, WaitingListView, WishView } from '@siegel/safe';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LookChip } from '../calendar/look-fields.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { OfferActs } from './use-offer-acts.ts';

interface WishListProps {
  readonly view: WaitingListView;
  readonly calendar: CalendarView;
  readonly acts: OfferActs;
  readonly onEdit: (wish: WishView) => void;
  readonly onGo: (personId: string) => void;
}

/** Everybody who waits, whom to ask first in front. */
export function WishList(props: WishListProps) {
  const { t } = useTranslation();
  return (
    <section className="wishes" aria-label={t('finding.waiting')}>
      <h2>{t('finding.waiting')}</h2>
      <ul>
        {props.view.wishes.map((wish) => (
          <WishLine key={wish.wishId} {...props} wish={wish} />
        ))}
      </ul>
    </section>
  );
}

/** Somebody who waits: Enter opens the Akte, E changes, Entf withdraws. */
function WishLine({ wish, view, calendar, acts, onEdit, onGo }: WishListProps & { readonly wish: WishView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = wish.person === undefined ? t('dayList.unknown') : fullName(wish.person);
  const type = calendar.types.find(({ typeId }) => typeId === wish.type);
  const open = () => wish.personId !== undefined && onGo(wish.personId);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === 'enter') open();
    else if (view.mayWrite && key === 'e') onEdit(wish);
    else if (view.mayWrite && key === 'delete') void acts.withdraw(wish);
    else return;
    event.preventDefault();
  }
  return (
    // Keys work on the line; every one of them is a button in it, too.
    <li className="wish" data-line tabIndex={0} aria-label={name} onKeyDown={onKeyDown}>
      <div className="row">
        {type !== undefined && <LookChip look={type} />}
        <button type="button" className="candidate-name n el" onClick={open}>
          {name}
        </button>
        <UrgencyMark wish={wish} />
        {wish.waits !== undefined && <span className="chip">{t(`dayList.waiting.${wish.waits}`)}</span>}
        {view.mayWrite && (
          <span className="row wish-acts">
            <Button size="xs" variant="subtle" onClick={() => onEdit(wish)} rightSection={<Kbd>E</Kbd>}>
              {t('dayList.act.edit')}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void acts.withdraw(wish)} rightSection={<Kbd>Entf</Kbd>}>
              {t('finding.withdraw')}
            </Button>
          </span>
        )}
      </div>
      <p className="d t12">
        <Wanted wish={wish} calendar={calendar} />
      </p>
      <p className="m t12">
        {t('finding.since', { day: formatDay(localDay(wish.sinceMs), language) })}
        {wish.note !== undefined && ` · ${wish.note}`}
      </p>
    </li>
  );
}

/** How soon somebody should come; nothing for the usual. */
export function UrgencyMark({ wish: { urgency } }: { wish: WishView }) {
  const { t } = useTranslation();
  if (urgency === 'normal') return null;
  return <span className={urgency === 'dringend' ? 'chip bad' : 'chip warn'}>{t(`finding.urgency.${urgency}`)}</span>;
}

function Wanted({ wish, calendar }: { wish: WishView; calendar: CalendarView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (id: string) => calendar.resources.find(({ resourceId }) => resourceId === id)?.shortName ?? '?';
  const until = wish.to === undefined ? undefined : t('finding.until', { day: formatDay(wish.to, language) });
  const parts = [
    t('dayList.minutes', { minutes: wish.minutes }),
    wish.needs.map((need) => need.map(nameOf).join(' / ')).join(' + '),
    wish.daytime === undefined ? undefined : t(`finding.daytimes.${wish.daytime}`),
    (wish.weekdays ?? []).map((weekday) => t(`finding.weekday.${weekday}`)).join(', '),
    until,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
