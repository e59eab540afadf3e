import type { MessagesView, SafeStatus } from '@siegel/safe';
import { lazy, Suspense, use, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { unreadOf } from '../messages/message-lists.ts';
import type { MessageStart } from '../messages/message-start.ts';
import { useMessages } from '../messages/use-messages.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Toast } from '../parts/toast.tsx';
import type { Place } from '../place/place.ts';
import { useKeys } from '../shell/use-keys.ts';
import { DraftsContext } from '../text-blocks/drafts-context.ts';
import { KEPT_AS, waitingNames } from '../text-blocks/kept-forms.ts';
import type { PersonRow } from '@siegel/safe';
import '../design/desk.css';
import { countTasks, type TaskCounts } from './task-lists.ts';
import { useTaskActs } from './use-task-acts.ts';
import { useTasks } from './use-tasks.ts';
import { useWorkplace } from './workplace.ts';

const TaskDialog = lazy(async () => ({ default: (await import('./task-dialog.tsx')).TaskDialog }));

const MessageDialog = lazy(async () => ({
  default: (await import('../messages/message-dialog.tsx')).MessageDialog,
}));

const COUNTERS: readonly (readonly [keyof TaskCounts, IconName])[] = [
  ['ofPerson', 'folder'],
  ['mine', 'user'],
  ['unassigned', 'people'],
];

interface DeskCountersProps {
  readonly status: SafeStatus;
  readonly go: (place: Place) => void;
  /** The person on screen. */
  readonly person: PersonRow | undefined;
}

/** Tasks and messages in the bar on top: three counters on one button (AU30), the unread messages on another; a new task by F8
 *  anywhere, a message by Umschalt F8; a word when an important message comes (NA24). */
export function DeskCounters({ status, go, person }: DeskCountersProps) {
  const { t } = useTranslation();
  const tasks = useTasks(status);
  const messages = useMessages(status);
  const [workplaceId] = useWorkplace();
  const acts = useTaskActs();
  const [about, setAbout] = useState<{ person?: PersonRow | undefined; fromRecord?: string | undefined }>();
  // Pressed before the tasks are here, the dialog comes with them.
  useKeys(tasks.view?.mayWrite !== false ? { F8: () => setAbout({ person, fromRecord: focusedRecord() }) } : {});
  const counts =
    tasks.view === undefined
      ? { ofPerson: 0, mine: 0, unassigned: 0 }
      : countTasks(tasks.view, { personId: person?.personId, workplaceId });
  const unread = messages.view === undefined ? 0 : unreadOf(messages.view, workplaceId).length;
  return (
    <>
      <button
        type="button"
        className="desk-button"
        title={t('tasks.counters', counts)}
        onClick={() => go({ page: 'tasks' })}
      >
        <Icon name="tick" small />
        <span className="visually-hidden">{t('tasks.title')}:</span>
        {COUNTERS.map(([name, icon]) => (
          <span key={name} className={`count ${name}${counts[name] === 0 ? ' none' : ''}`}>
            <Icon name={icon} small />
            {counts[name]}
            <span className="visually-hidden"> {t(`tasks.count.${name}`)}</span>
          </span>
        ))}
        <DraftMark ending={KEPT_AS.task} />
      </button>
      <button
        type="button"
        className="desk-button"
        title={t('messages.counter', { count: unread })}
        onClick={() => go({ page: 'messages' })}
      >
        <Icon name="mail" small />
        <span className="visually-hidden">{t('messages.title')}:</span>
        <span className={unread === 0 ? 'count unread none' : 'count unread'}>
          {unread}
          <span className="visually-hidden"> {t('messages.unread')}</span>
        </span>
        <DraftMark ending={KEPT_AS.message} />
      </button>
      {messages.view?.mayWrite === true && <MessageAnywhere view={messages.view} person={person} />}
      <Important view={messages.view} workplaceId={workplaceId} onLook={() => go({ page: 'messages' })} />
      {about !== undefined && tasks.view?.mayWrite === true && (
        <Suspense>
          <TaskDialog view={tasks.view} row={undefined} about={about} acts={acts} onClose={() => setAbout(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** A message by Umschalt F8, in an Akte about that person (NA25). */
function MessageAnywhere({ view, person }: { view: MessagesView; person: PersonRow | undefined }) {
  const { t } = useTranslation();
  const [start, setStart] = useState<MessageStart>();
  const [said, setSaid] = useState<string>();
  useKeys({ 'Shift+F8': () => setStart({ person }) });
  function sent(saved: boolean): void {
    setStart(undefined);
    setSaid(t(saved ? 'messages.said.sent' : 'messages.said.waits'));
  }
  return (
    <>
      {start !== undefined && (
        <Suspense>
          <MessageDialog view={view} start={start} onSent={sent} onClose={() => setStart(undefined)} />
        </Suspense>
      )}
      {said !== undefined && (
        <div className="desk-toast">
          <Toast text={said} onClose={() => setSaid(undefined)} />
        </div>
      )}
    </>
  );
}

/** That something begun was not sent or saved: it is named above the list (TB19). */
function DraftMark({ ending }: { ending: string }) {
  const { t } = useTranslation();
  const drafts = use(DraftsContext);
  const names = useSyncExternalStore(drafts.watch, drafts.list);
  return waitingNames(names, ending).length > 0 && <Icon name="draft" small title={t('tasks.draft.waits')} />;
}

/** A word about an important message that has come while somebody works; what was there before is in the counter. */
function Important({
  view,
  workplaceId,
  onLook,
}: {
  view: MessagesView | undefined;
  workplaceId: string | undefined;
  onLook: () => void;
}) {
  const { t } = useTranslation();
  const known = useRef<Set<string>>(undefined);
  const [fromUser, setFromUser] = useState<string>();
  useEffect(() => {
    if (view === undefined) return;
    const important = unreadOf(view, workplaceId).filter(({ isImportant }) => isImportant);
    const news = important.find(({ messageId }) => known.current !== undefined && !known.current.has(messageId));
    known.current = new Set([...(known.current ?? []), ...important.map(({ messageId }) => messageId)]);
    if (news !== undefined) setFromUser(news.fromUser);
    else if (important.length === 0) setFromUser(undefined);
  }, [view, workplaceId]);
  if (fromUser === undefined) return null;
  return (
    <div className="desk-toast">
      <Toast
        icon="mail"
        text={t('messages.cameImportant', { name: view?.names[fromUser] ?? t('tasks.left') })}
        action={t('messages.look')}
        onAction={() => {
          setFromUser(undefined);
          onLook();
        }}
        onClose={() => setFromUser(undefined)}
      />
    </div>
  );
}

/** The Eintrag whose row has the focus: a task made there leads back to it. */
function focusedRecord(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-record]')?.dataset['record'];
}
