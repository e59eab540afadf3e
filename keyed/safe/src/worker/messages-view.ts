import { readsPersons } from '@siegel/akten';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import type { MessageReader, MessageRow, MessagesView } from '../channel/message-api.ts';
import { type KnownMessage, messageBookOf, placeInAkte } from '../messages/message-book.ts';
import type { Safe } from '../safe/safe.ts';
import { addresseesOf, deskPeople, namesOf } from '../tasks/desk-people.ts';
import { rowOf } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

/** What was sent to the own user, to a workplace, or by the own user; receipts counted in. */
export async function messagesView(house: Unlocked, most: number): Promise<MessagesView> {
  const { safe } = house;
  const { known, closed, hasOlder } = await messageBookOf(safe).newest(most);
  const receipts = receiptsOf(known);
  const addressees = addresseesOf(house, await deskPeople(safe));
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return {
    messages: known
      .filter((one) => one.head['act'] === 'message' && isShown(safe, one))
      .map((one) => messageRow(safe, one, receipts))
      .toReversed(),
    addressees,
    names: namesOf(house, addressees),
    ownUser: hexOf(safe.given.user),
    mayWrite: readsPersons(rights),
    closed,
    hasOlder,
  };
}

/** What readers did with messages, by message; the author of a receipt is who signed it (NA20). */
interface Receipts {
  readonly readersOf: ReadonlyMap<string, readonly MessageReader[]>;
  /** `message user`: put away for that user. */
  readonly hidden: ReadonlySet<string>;
}

function receiptsOf(known: readonly KnownMessage[]): Receipts {
  const readersOf = new Map<string, MessageReader[]>();
  const hidden = new Set<string>();
  for (const { head, author, atMs } of known) {
    if (author === undefined || head['act'] === 'message') continue;
    const userId = hexOf(author);
    for (const id of idsOf(head['nachrichten'])) {
      const readers = readersOf.get(id) ?? [];
      if (head['act'] === 'read' && !readers.some((reader) => reader.userId === userId))
        readersOf.set(id, [...readers, { userId, atMs }]);
      if (head['act'] === 'hide') hidden.add(`${id} ${userId}`);
      if (head['act'] === 'show') hidden.delete(`${id} ${userId}`);
    }
  }
  return { readersOf, hidden };
}

function messageRow(safe: Safe, known: KnownMessage, { readersOf, hidden }: Receipts): MessageRow {
  const { record, head, content, inAkte, atMs, author, waits } = known;
  const [messageId, own] = [hexOf(record), hexOf(safe.given.user)];
  const recipients = idsOf(head['empfaenger']);
  const place = placeInAkte(known);
  const words = place === undefined ? content : inAkte;
  const readBy = (readersOf.get(messageId) ?? []).filter(({ userId }) => userId !== hexOf(author ?? new Uint8Array()));
  return {
    messageId,
    fromUser: author === undefined ? '' : hexOf(author),
    atMs,
    to: idsOf(head['an']),
    recipients,
    subject: textOf(words?.['betreff']),
    text: textOf(words?.['text']),
    isImportant: head['wichtig'] === true,
    isOwn: author !== undefined && hexOf(author) === own,
    isRead: readBy.some(({ userId }) => userId === own),
    isHidden: hidden.has(`${messageId} ${own}`),
    readBy,
    isForAll: head['offenerSchluessel'] instanceof Uint8Array,
    isOpened: words !== undefined,
    ...(place !== undefined && personFields(safe, place.akte)),
    ...earlierFields(content),
    ...(waits !== undefined && { waits }),
  };
}

/** What a message answers, and who wrote first what it passes on. */
function earlierFields(content: KnownMessage['content']): Pick<MessageRow, 'replyTo' | 'originally'> {
  if (content === undefined) return {};
  const { antwortAuf, urheber, urheberAmMs } = content;
  return {
    ...(antwortAuf instanceof Uint8Array && { replyTo: hexOf(antwortAuf) }),
    ...(urheber instanceof Uint8Array && {
      originally: { userId: hexOf(urheber), atMs: Number(urheberAmMs ?? 0) },
    }),
  };
}

/** For the own user by name, by role when it was sent, or for a workplace; or its own. */
function isShown({ given }: Safe, { head, author }: KnownMessage): boolean {
  const isOwn = author !== undefined && equalBytes(author, given.user);
  const isMeant = idsOf(head['empfaenger']).includes(hexOf(given.user));
  return author !== undefined && (isOwn || isMeant || head['offenerSchluessel'] instanceof Uint8Array);
}

function personFields(safe: Safe, akte: Id) {
  const personId = safe.directory.personOfAkte(akte);
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  return { ...(personId !== undefined && { personId }), ...(person !== undefined && { person }) };
}

function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((id: unknown) => (id instanceof Uint8Array ? [hexOf(id)] : [])) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
