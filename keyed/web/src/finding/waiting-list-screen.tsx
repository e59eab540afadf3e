import { Button, Kbd, Select } from '@mantine/core';
import type { CalendarView, PersonRow, SafeStatus, WaitingListView, WishView } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '../calendar/use-calendar.ts';
import { UndoToast } from '../day-list/undo-toast.tsx';
import { useNow } from '../day-list/use-now.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { localDay } from '../text/format.ts';
import '../design/day-list.css';
import '../design/finding.css';
import { askedOfWish, emptyAsked } from './asked-place.ts';
import { moveFocus } from './move-focus.ts';
import { PlaceList } from './place-list.tsx';
import { ANSWER_TIMES, type OfferActs, useOfferActs } from './use-offer-acts.ts';
import { useWaitingList } from './use-waiting-list.ts';
import { WishForm } from './wish-form.tsx';
import { WishList } from './wish-list.tsx';

interface WaitingListProps {
  readonly status: SafeStatus;
  readonly onGo: (personId: string) => void;
}

/** Who waits for an appointment, and which places have become free for them (TE72). */
export function WaitingListScreen(props: WaitingListProps) {
  const { t } = useTranslation();
  const { view, failure, again } = useWaitingList(props.status);
  const calendar = useCalendar();
  const isThere = view !== undefined && calendar.view !== undefined;
  return (
    <div className="finding waiting-list">
      {!isThere && (
        <>
          <div className="bar line">
            <h1>{t('finding.waitingList')}</h1>
          </div>
          {(failure ?? calendar.failure) === undefined && <Skeleton label={t('finding.loading')} lines={6} />}
        </>
      )}
      <FailureNote failure={failure ?? calendar.failure} title={t('finding.failed')} />
      {view !== undefined && calendar.view !== undefined && (
        <Lists {...props} view={view} calendar={calendar.view} again={again} />
      )}
    </div>
  );
}

interface ListsProps extends WaitingListProps {
  readonly view: WaitingListView;
  readonly calendar: CalendarView;
  readonly again: () => Promise<void>;
}

function Lists({ view, calendar, again, status, onGo }: ListsProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const today = localDay(nowMs);
  const acts = useOfferActs(calendar, again);
  /** The wish to change, or `new`. */
  const [edited, setEdited] = useState<WishView | 'new'>();
  const root = useRef<HTMLDivElement>(null);
  const onNew = () => setEdited('new');
  useKeys(view.mayWrite && edited === undefined ? { 'Alt+KeyT': onNew } : {});
  useEffect(() => {
    const [first] = root.current?.querySelectorAll<HTMLElement>('[data-freed], [data-line]') ?? [];
    if (document.activeElement === document.body) first?.focus();
  }, []);
  function onKeyDown(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') acts.undo();
    else if (!moveFocus(root.current, '[data-line]', event.key)) return;
    event.preventDefault();
  }
  return (
    <>
      <ListBar {...{ view, acts, onNew }} />
      <FailureNote failure={edited === undefined ? acts.failure : undefined} title={t('dayList.notDone')} />
      {view.closed > 0 && (
        <Note icon="lock">{t(status.online ? 'finding.closed' : 'finding.closedOffline', { count: view.closed })}</Note>
      )}
      <div ref={root} className="waiting-lists" onKeyDown={onKeyDown}>
        {view.wishes.length === 0 ? (
          <StateBlock icon="clock" title={t('finding.nobody')}>
            {t(view.mayWrite ? 'finding.nobodyHint' : 'finding.mayNotWrite')}
          </StateBlock>
        ) : (
          <>
            <PlaceList {...{ view, calendar, nowMs, acts, onGo }} />
            <WishList {...{ view, calendar, acts, onGo }} onEdit={setEdited} />
          </>
        )}
      </div>
      {acts.last !== undefined && <UndoToast last={acts.last} onUndo={acts.undo} onClose={acts.dismiss} />}
      {edited !== undefined && (
        <WishForm
          calendar={calendar}
          start={startOf(edited, calendar, today)}
          wish={edited === 'new' ? undefined : edited}
          failure={acts.failure}
          onSave={async (text, act) => {
            const isDone = await acts.run(text, act);
            if (isDone) setEdited(undefined);
            return isDone;
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function ListBar({ view, acts, onNew }: { view: WaitingListView; acts: OfferActs; onNew: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="bar line">
      <h1>{t('finding.waitingList')}</h1>
      <span className="m">{t('finding.waitingCount', { count: view.wishes.length })}</span>
      <span className="sp" />
      {view.mayWrite && (
        <>
          <Select
            aria-label={t('finding.answerUntil')}
            className="answer-until"
            value={acts.answerTime}
            allowDeselect={false}
            data={ANSWER_TIMES.map((value) => ({ value, label: t(`finding.answerTimes.${value}`) }))}
            onChange={(value) => acts.setAnswerTime(ANSWER_TIMES.find((one) => one === value) ?? 'hour')}
          />
          <Button
            variant="filled"
            onClick={onNew}
            rightSection={<Kbd>Alt T</Kbd>}
            leftSection={<Icon name="plus" small />}
          >
            {t('finding.wish.new')}
          </Button>
        </>
      )}
    </div>
  );
}

function startOf(edited: WishView | 'new', calendar: CalendarView, today: string) {
  if (edited === 'new') return { ...emptyAsked(calendar, today), person: undefined as PersonRow | undefined };
  return { ...askedOfWish(edited, calendar, today), person: edited.person };
}
