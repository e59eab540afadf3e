import type { MessageRow, MessagesView } from '@siegel/safe';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatShortDay, formatTime, localDay } from '../text/format.ts';
import { useFirstRow } from '../tasks/use-first-row.ts';
import { useLanguage } from '../text/language.ts';

interface MessageListProps {
  readonly view: MessagesView;
  readonly rows: readonly MessageRow[];
  readonly chosenId: string | undefined;
  readonly onChoose: (row: MessageRow) => void;
  /** @returns whether the key was one of the list. */
  readonly onAct: (key: string, row: MessageRow) => boolean;
}

/** The list on the left, driven by keys (NA23). */
export function MessageList({ view, rows, chosenId, onChoose, onAct }: MessageListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useFirstRow(list);
  const stop = rows.some(({ messageId }) => messageId === chosenId) ? chosenId : rows[0]?.messageId;
  function onKey(event: KeyboardEvent, row: MessageRow): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const next = to === undefined ? undefined : rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (next !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-row="${next.messageId}"]`)?.focus();
      onChoose(next);
    } else if (!onAct(event.key, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <ul className="message-list" ref={list} aria-label={t('messages.list')}>
      {rows.map((row) => (
        <li key={row.messageId}>
          <button
            type="button"
            data-row={row.messageId}
            tabIndex={row.messageId === stop ? 0 : -1}
            aria-current={row.messageId === chosenId}
            className={row.isRead || row.isOwn ? 'message-row' : 'message-row unread'}
            onClick={() => onChoose(row)}
            onKeyDown={(event) => onKey(event, row)}
          >
            <Line view={view} row={row} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Line({ view, row }: { view: MessagesView; row: MessageRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (id: string) => view.names[id] ?? t('tasks.left');
  const day = localDay(row.atMs);
  const isToday = day === localDay(Date.now());
  return (
    <>
      <span className="message-who el">
        {!row.isRead && !row.isOwn && <i className="dot" role="img" aria-label={t('messages.unread')} />}
        {row.isOwn ? t('messages.toWhom', { names: row.to.map(nameOf).join(', ') }) : nameOf(row.fromUser)}
      </span>
      <span className="m t12 nw">{isToday ? formatTime(row.atMs, language) : formatShortDay(day, language)}</span>
      <span className="el message-what">
        {row.isImportant && <Icon name="alert" small title={t('messages.important')} />}
        {row.waits !== undefined && <Icon name="clock" small title={t(`messages.waits.${row.waits}`)} />}
        {row.subject === '' ? row.text : row.subject}
      </span>
      {row.person !== undefined && <span className="m t12 el message-about">{fullName(row.person)}</span>}
    </>
  );
}
