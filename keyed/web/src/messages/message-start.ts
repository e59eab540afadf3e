import type { MessageDraft, MessageRow, PersonRow } from '@siegel/safe';
import type { TFunction } from 'i18next';
import { formatMoment } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';

/** What a new message begins with: an answer, something passed on, or nothing. */
export interface MessageStart extends Partial<MessageDraft> {
  readonly person?: PersonRow | undefined;
}

/** An answer to whoever wrote the message; to an own one: another message to whom it went first. */
export function replyStart(row: MessageRow, t: TFunction): MessageStart {
  return {
    to: [row.isOwn ? (row.to[0] ?? '') : row.fromUser].filter((id) => id !== ''),
    subject: prefixed(t('messages.re'), row.subject),
    replyTo: row.messageId,
    person: row.person,
  };
}

/** The message passed on; its first line says who wrote it and when.
 *  @param names by user. */
export function forwardStart(
  row: MessageRow,
  names: Readonly<Record<string, string>>,
  t: TFunction,
  language: Language,
): MessageStart {
  return {
    subject: prefixed(t('messages.fwd'), row.subject),
    text: `${t('messages.forwarded', { name: names[row.fromUser] ?? '', moment: formatMoment(row.atMs, language) })}\n${row.text}`,
    forwards: row.messageId,
    person: row.person,
  };
}

function prefixed(prefix: string, subject: string): string {
  return subject.startsWith(prefix) ? subject : `${prefix} ${subject}`.trim();
}
