import { Button } from '@mantine/core';
import type { MessageRow, MessagesView, SafeStatus } from '@siegel/safe';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { Toast } from '../parts/toast.tsx';
import { KEPT_AS } from '../text-blocks/kept-forms.ts';
import { useFailureText } from '../text/failure-text.ts';
import '../design/desk.css';
import { WaitingDrafts } from '../tasks/waiting-drafts.tsx';
import { useWorkplace } from '../tasks/workplace.ts';
import { MessageList } from './message-list.tsx';
import { type MessageSegment, messagesOf } from './message-lists.ts';
import { MessageView } from './message-view.tsx';
import { MessagesBar } from './messages-bar.tsx';
import { type LastWord, type MessageWork, useMessageWork } from './use-message-work.ts';
import { type KeptMessage, wordsOf } from './use-message-form.ts';
import { useMessages } from './use-messages.ts';

const MessageDialog = lazy(async () => ({ default: (await import('./message-dialog.tsx')).MessageDialog }));

/** "Nachrichten": what colleagues wrote to each other (NA23). */
export function MessagesScreen({ status, onGo }: { status: SafeStatus; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { view, failure, again, older } = useMessages(status);
  if (view !== undefined) return <Messages {...{ view, status, onGo, older }} />;
  return (
    <section className="desk" aria-label={t('messages.title')}>
      <div className="bar line">
        <h1>{t('messages.title')}</h1>
      </div>
      {failure === undefined ? (
        <Skeleton label={t('messages.loading')} lines={6} />
      ) : (
        <StateBlock
          icon="alert"
          tone="bad"
          title={t('messages.failed')}
          action={<Button onClick={again}>{t('tasks.again')}</Button>}
        >
          {failureText(failure)}
        </StateBlock>
      )}
    </section>
  );
}

interface MessagesProps {
  readonly view: MessagesView;
  readonly status: SafeStatus;
  readonly onGo: (personId: string) => void;
  readonly older: () => void;
}

function Messages({ view, status, onGo, older }: MessagesProps) {
  const { t } = useTranslation();
  const [workplaceId] = useWorkplace();
  const [segment, setSegment] = useState<MessageSegment>('inbox');
  const work = useMessageWork(view, onGo);
  const rows = messagesOf(view, segment, workplaceId);
  const chosen = rows.find(({ messageId }) => messageId === work.chosenId);
  return (
    <section
      className={chosen === undefined ? 'desk messages' : 'desk messages has-chosen'}
      aria-label={t('messages.title')}
    >
      <MessagesBar {...{ view, segment }} onSegment={setSegment} onNew={() => work.write({})} />
      <FailureNote failure={work.failure} title={t('messages.notSent')} />
      <WaitingDrafts<KeptMessage>
        ending={KEPT_AS.message}
        words={wordsOf}
        onGoOn={({ form: { replyTo, forwards } }) =>
          work.write({ ...(replyTo !== undefined && { replyTo }), ...(forwards !== undefined && { forwards }) })
        }
      />
      {view.closed > 0 && (
        <Note icon="lock" tone="warn">
          {t(status.online ? 'messages.closed' : 'messages.closedOffline', { count: view.closed })}
        </Note>
      )}
      <div className="messages-body">
        <div className="messages-left">
          {rows.length === 0 ? (
            <StateBlock icon="mail" title={t(`messages.empty.${segment}`)}>
              {t(view.mayWrite ? 'messages.emptyHint' : 'tasks.noRight')}
            </StateBlock>
          ) : (
            <MessageList {...{ view, rows }} chosenId={work.chosenId} onChoose={work.choose} onAct={work.onAct} />
          )}
          {view.hasOlder && (
            <Button className="older" onClick={older}>
              {t('messages.older')}
            </Button>
          )}
        </div>
        <div className="messages-right">
          {chosen !== undefined && <Chosen {...{ view, work }} row={chosen} />}
          {chosen === undefined && rows.length > 0 && <p className="m messages-none">{t('messages.choose')}</p>}
        </div>
      </div>
      {work.said !== undefined && <Said said={work.said} onClose={work.dismiss} />}
      {work.start !== undefined && (
        <Suspense>
          <MessageDialog view={view} start={work.start} onSent={work.sent} onClose={work.stop} />
        </Suspense>
      )}
    </section>
  );
}

function Chosen({ view, row, work }: { view: MessagesView; row: MessageRow; work: MessageWork }) {
  const { t } = useTranslation();
  return (
    <>
      <Button className="back-to-list" onClick={work.leave} leftSection={<Icon name="back" small />}>
        {t('messages.back')}
      </Button>
      <MessageView view={view} row={row} acts={work.acts} />
    </>
  );
}

function Said({ said, onClose }: { said: LastWord; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Toast
      text={said.text}
      {...(said.undo !== undefined && { action: t('dayList.undo'), onAction: said.undo })}
      onClose={onClose}
    />
  );
}
