import type { MessageRow, MessagesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';
import { forwardStart, type MessageStart, replyStart } from './message-start.ts';
import type { MessageActs } from './message-view.tsx';

/** What was done last, and the way back where there is one. */
export interface LastWord {
  readonly text: string;
  readonly undo?: () => void;
}

/** Everything that can be done on the screen of messages. */
export type MessageWork = ReturnType<typeof useMessageWork>;

/** What is open, what is being written, and what was done last. Opening a message says that it was read. */
export function useMessageWork(view: MessagesView, onGo: (personId: string) => void) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { mark, hide, failure, said, setSaid } = useMarks();
  const [chosenId, setChosenId] = useState<string>();
  const [start, setStart] = useState<MessageStart>();
  const acts: MessageActs = {
    reply: (row) => setStart(replyStart(row, t)),
    forward: (row) => setStart(forwardStart(row, view.names, t, language)),
    hide: (row) => void hide(row),
    openAkte: ({ personId }) => personId !== undefined && onGo(personId),
  };
  function choose(row: MessageRow): void {
    setChosenId(row.messageId);
    if (!row.isRead && !row.isOwn && row.isOpened) void mark(row, 'read');
  }
  function onAct(key: string, row: MessageRow): boolean {
    const act = actOf(key, { ...acts, choose, add: () => setStart({}) });
    if (act === undefined || (!view.mayWrite && act !== choose)) return false;
    act(row);
    return true;
  }
  return {
    acts,
    chosenId,
    choose,
    leave: () => setChosenId(undefined),
    onAct,
    failure,
    said,
    dismiss: () => setSaid(undefined),
    start,
    write: setStart,
    stop: () => setStart(undefined),
    sent: (saved: boolean) => {
      setStart(undefined);
      setSaid({ text: t(saved ? 'messages.said.sent' : 'messages.said.waits') });
    },
  };
}

/** Marks messages as read or puts them away, and says what was done. */
function useMarks() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [failure, setFailure] = useState<Failure>();
  const [said, setSaid] = useState<LastWord>();
  async function mark(row: MessageRow, how: 'read' | 'hide' | 'show'): Promise<boolean> {
    const marked = await safe.markMessages([row.messageId], how);
    setFailure(marked.ok ? undefined : marked.error);
    return marked.ok;
  }
  async function hide(row: MessageRow): Promise<void> {
    const how = row.isHidden ? 'show' : 'hide';
    if (!(await mark(row, how))) return;
    const undo = () => void mark(row, how === 'hide' ? 'show' : 'hide').then(() => setSaid(undefined));
    setSaid({ text: t(`messages.said.${how}`), undo });
  }
  return { mark, hide, failure, said, setSaid };
}

type RowAct = (row: MessageRow) => void;

function actOf(
  key: string,
  acts: Readonly<Record<'choose' | 'reply' | 'forward' | 'add' | 'hide', RowAct>>,
): RowAct | undefined {
  const byKey: Readonly<Record<string, RowAct>> = {
    Enter: acts.choose,
    ' ': acts.choose,
    r: acts.reply,
    f: acts.forward,
    n: acts.add,
    Delete: acts.hide,
  };
  return byKey[key.length === 1 ? key.toLowerCase() : key];
}
