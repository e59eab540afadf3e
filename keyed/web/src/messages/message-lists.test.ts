import type { MessageRow } from '@siegel/safe';
import { expect, test } from 'vitest';
import { messagesOf, unreadOf } from './message-lists.ts';

const row = (subject: string, over: Partial<MessageRow> = {}): MessageRow => ({
  messageId: subject,
  fromUser: 'other',
  atMs: 0,
  to: ['me'],
  recipients: ['me'],
  subject,
  text: '',
  isImportant: false,
  isOwn: false,
  isRead: false,
  isHidden: false,
  readBy: [],
  isForAll: false,
  isOpened: true,
  ...over,
});
const VIEW = {
  ownUser: 'me',
  messages: [
    row('neu'),
    row('gelesen', { isRead: true }),
    row('weggelegt', { isHidden: true }),
    row('von mir', { isOwn: true, to: ['other'], recipients: ['other'] }),
    row('an mich selbst', { isOwn: true }),
    row('Empfang', { to: ['empfang'], recipients: [], isForAll: true }),
  ],
};
const subjects = (rows: readonly MessageRow[]) => rows.map(({ subject }) => subject);

test('[NA22] what is unread is what the own user was sent and has not opened; a workplace counts where one stands', () => {
  expect(subjects(unreadOf(VIEW, undefined))).toEqual(['neu']);
  expect(subjects(unreadOf(VIEW, 'empfang'))).toEqual(['neu', 'Empfang']);
  expect(subjects(messagesOf(VIEW, 'inbox', undefined))).toEqual(['neu', 'gelesen', 'an mich selbst']);
  expect(subjects(messagesOf(VIEW, 'sent', undefined))).toEqual(['von mir', 'an mich selbst']);
  expect(subjects(messagesOf(VIEW, 'hidden', undefined))).toEqual(['weggelegt']);
});
