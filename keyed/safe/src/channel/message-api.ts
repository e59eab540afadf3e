import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';
import type { Addressee } from './task-api.ts';

/** Messages between colleagues. Ids are hex. */
export interface MessageApi {
  /** What was sent to this user or by it, the newest first. @param most so many of the newest are looked at. */
  messagesView(most: number): Promise<Result<MessagesView>>;
  /** The newest again whenever a message or a receipt comes. */
  watchMessages(listener: (view: MessagesView) => void): () => void;
  /** Sends a message. MESSAGE_EMPTY, MESSAGE_NOBODY, GROUP_KEY_MISSING, AKTE_UNKNOWN, KEY_UNKNOWN, RIGHT_MISSING. */
  sendMessage(draft: MessageDraft): Promise<Result<MessageSent>>;
  /** Says that the own user has read messages, or puts them away for itself, or takes that back. */
  markMessages(messageIds: readonly string[], mark: MessageMark): Promise<Result<MessageSent>>;
}

export const MESSAGE_CALLS = {
  messagesView: 'result',
  watchMessages: 'watch',
  sendMessage: 'result',
  markMessages: 'result',
} as const satisfies CallForms<MessageApi>;

export type MessageMark = 'read' | 'hide' | 'show';

export interface MessageDraft {
  /** Users, roles, units and workplaces. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly isImportant: boolean;
  /** About a person: its text stands in the Akte (NA10). */
  readonly personId?: string;
  readonly replyTo?: string;
  /** The message that is passed on; who wrote it is named. */
  readonly forwards?: string;
}

export interface MessageSent {
  /** False while it waits on this device. */
  readonly saved: boolean;
}

/** Somebody who has read a message, as the signature of the receipt says. */
export interface MessageReader {
  readonly userId: string;
  readonly atMs: number;
}

export interface MessageRow {
  readonly messageId: string;
  /** Who signed it. */
  readonly fromUser: string;
  readonly atMs: number;
  /** As it was addressed: users, roles, units, workplaces. */
  readonly to: readonly string[];
  /** Users who were meant when it was sent. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly isImportant: boolean;
  readonly isOwn: boolean;
  readonly isRead: boolean;
  readonly isHidden: boolean;
  readonly readBy: readonly MessageReader[];
  /** For a workplace: every member of the organisation may open it by key (NA3). */
  readonly isForAll: boolean;
  /** False: its text is not here, or not for this user. */
  readonly isOpened: boolean;
  readonly personId?: string;
  readonly person?: PersonRow;
  readonly replyTo?: string;
  /** Who wrote it first, when it was passed on. */
  readonly originally?: { readonly userId: string; readonly atMs: number };
  readonly waits?: 'queued' | 'conflict';
}

export interface MessagesView {
  /** Newest first. */
  readonly messages: readonly MessageRow[];
  readonly addressees: readonly Addressee[];
  readonly names: Readonly<Record<string, string>>;
  readonly ownUser: string;
  readonly mayWrite: boolean;
  /** Messages and receipts that are not on this device. */
  readonly closed: number;
  /** Whether older ones were left out. */
  readonly hasOlder: boolean;
}
