import { Button, Kbd } from '@mantine/core';
import type { MessagesView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useWorkplace } from '../tasks/workplace.ts';
import { MESSAGE_SEGMENTS, type MessageSegment, unreadOf } from './message-lists.ts';

interface MessagesBarProps {
  readonly view: MessagesView;
  readonly segment: MessageSegment;
  readonly onSegment: (segment: MessageSegment) => void;
  readonly onNew: () => void;
}

/** Above the messages: which list is shown, and a new message. */
export function MessagesBar({ view, segment, onSegment, onNew }: MessagesBarProps) {
  const { t } = useTranslation();
  const [workplaceId] = useWorkplace();
  return (
    <div className="bar line desk-bar">
      <h1>{t('messages.title')}</h1>
      <div className="seg" role="group" aria-label={t('messages.lists')}>
        {MESSAGE_SEGMENTS.map((one) => (
          <button key={one} type="button" aria-pressed={segment === one} onClick={() => onSegment(one)}>
            {t(`messages.segment.${one}`)}
            {one === 'inbox' && <span className="c">{unreadOf(view, workplaceId).length}</span>}
          </button>
        ))}
      </div>
      <span className="sp" />
      {view.mayWrite && (
        <Button variant="filled" onClick={onNew} leftSection={<Icon name="plus" small />} rightSection={<Kbd>N</Kbd>}>
          {t('messages.new')}
        </Button>
      )}
    </div>
  );
}
