import type { MessageRow, MessagesView } from '@siegel/safe';

/** Lists of the screen. */
export const MESSAGE_SEGMENTS = ['inbox', 'sent', 'hidden'] as const;
/** One of `MESSAGE_SEGMENTS`. */
export type MessageSegment = (typeof MESSAGE_SEGMENTS)[number];

/** Whether a message is meant for the own user, here: by name or role when it was sent, or for the workplace of this browser. */
function isForMe(row: MessageRow, ownUser: string, workplaceId: string | undefined): boolean {
  if (row.isOwn && !row.recipients.includes(ownUser)) return false;
  return row.recipients.includes(ownUser) || (workplaceId !== undefined && row.to.includes(workplaceId));
}

/** What a list shows, the newest first. */
export function messagesOf(
  { messages, ownUser }: Pick<MessagesView, 'messages' | 'ownUser'>,
  segment: MessageSegment,
  workplaceId: string | undefined,
): readonly MessageRow[] {
  if (segment === 'hidden') return messages.filter(({ isHidden }) => isHidden);
  const there = messages.filter(({ isHidden }) => !isHidden);
  return segment === 'sent'
    ? there.filter(({ isOwn }) => isOwn)
    : there.filter((row) => isForMe(row, ownUser, workplaceId));
}

/** Messages for the own user that it has not read. */
export function unreadOf(view: Pick<MessagesView, 'messages' | 'ownUser'>, workplaceId: string | undefined) {
  return messagesOf(view, 'inbox', workplaceId).filter(({ isRead, isOwn }) => !isRead && !isOwn);
}
