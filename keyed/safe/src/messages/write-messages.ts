import { type Compartment, message as messageKind, type PlainRecord, validateRecord } from '@siegel/akten';
import {
  buildEntry,
  buildRecordEntry,
  compartmentKey,
  makeMessageKey,
  messageKeyBytes,
  messagePartKey,
  platformRandom,
  wrapMessageKey,
} from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import type { MessageDraft, MessageMark } from '../channel/message-api.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { Safe } from '../safe/safe.ts';
import { homeForTask } from '../tasks/write-tasks.ts';
import { messageBookOf } from './message-book.ts';

const ID_BYTES = 16;
const MOST_SUBJECT = 200;

/** Whom a message is for: users by name and by role now, and whether somebody else may stand at a workplace. */
export interface MeantUsers {
  readonly users: readonly Id[];
  readonly isForAll: boolean;
}

/** Seals a message for those it is for, and for whoever sends it (NA2). About a person, its text goes into the Akte and the message
 *  points there: both in one batch (NA10). MESSAGE_EMPTY, MESSAGE_NOBODY, GROUP_KEY_MISSING, codes of the Akte. */
export async function sealMessage(
  safe: Safe,
  draft: MessageDraft,
  meant: MeantUsers,
): Promise<Result<readonly EntryPacket[]>> {
  const words = wordsOf(draft);
  if (words === undefined) return fail('MESSAGE_EMPTY');
  if (meant.users.length === 0 && !meant.isForAll) return fail('MESSAGE_NOBODY');
  const inAkte = draft.personId === undefined ? undefined : await sealInAkte(safe, draft.personId, { draft, words });
  if (inAkte?.ok === false) return inAkte;
  const record = platformRandom(ID_BYTES) as Id;
  const content = {
    ...(inAkte === undefined ? words : inAkte.value.pointer),
    ...(draft.replyTo !== undefined && { antwortAuf: Safe.idOf(draft.replyTo) }),
    ...(await originOf(safe, draft.forwards)),
  };
  const sealed = await sealForThem(safe, record, { draft, meant, content });
  return sealed.ok ? ok([...(inAkte?.value.packets ?? []), sealed.value]) : sealed;
}

/** Seals what the own user did with messages: one entry for all of them (NA20). */
export async function sealMark(
  safe: Safe,
  messageIds: readonly string[],
  mark: MessageMark,
): Promise<Result<readonly EntryPacket[]>> {
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const head = { act: mark, nachrichten: messageIds.map((id) => Safe.idOf(id)) };
  const draft = {
    kind: WIRE_KINDS.houseMessage,
    schemaVersion: 1,
    record: platformRandom(ID_BYTES) as Id,
    sealed: new Map<Compartment, PlainRecord>([['admin', head]]),
    keyOf: () => compartmentKey(key, 'admin'),
  };
  return ok([await buildEntry(draft, safe.author)]);
}

/** Subject and text as they are kept; undefined: neither says anything. */
function wordsOf(draft: MessageDraft): PlainRecord | undefined {
  const [subject, text] = [draft.subject.trim().slice(0, MOST_SUBJECT), draft.text.trim()];
  if (subject === '' && text === '') return undefined;
  return { ...(subject !== '' && { betreff: subject }), ...(text !== '' && { text }) };
}

async function sealForThem(
  safe: Safe,
  record: Id,
  {
    draft,
    meant,
    content,
  }: { readonly draft: MessageDraft; readonly meant: MeantUsers; readonly content: PlainRecord },
): Promise<Result<EntryPacket>> {
  const house = organisationKey(safe);
  if (house === undefined) return fail('GROUP_KEY_MISSING');
  const key = await makeMessageKey();
  const head: PlainRecord = {
    act: 'message',
    an: draft.to.map((id) => Safe.idOf(id)),
    empfaenger: meant.users,
    wichtig: draft.isImportant,
    ...(meant.isForAll
      ? { offenerSchluessel: messageKeyBytes(key) }
      : { keys: await wrapsFor(safe, meant.users, { record, wrap: (place, to) => wrapMessageKey(key, place, to) }) }),
  };
  const entry = {
    kind: WIRE_KINDS.houseMessage,
    schemaVersion: 1,
    record,
    sealed: new Map<Compartment, PlainRecord>([
      ['restricted', content],
      ['admin', head],
    ]),
    keyOf: (compartment: Compartment) =>
      compartment === 'admin' ? compartmentKey(house, 'admin') : messagePartKey(key),
  };
  return ok(await buildEntry(entry, safe.author));
}

/** One wrap per recipient who is still here, and one for whoever sends it. */
async function wrapsFor(
  safe: Safe,
  users: readonly Id[],
  by: {
    readonly record: Id;
    readonly wrap: (place: { tenant: Id; message: Id }, xwingPublic: Uint8Array) => Promise<Uint8Array>;
  },
): Promise<readonly PlainRecord[]> {
  const { given, follower } = safe;
  const place = { tenant: given.tenant, message: by.record };
  const all = new Map([...users, given.user].map((user) => [hexOf(user), user]));
  const wraps: PlainRecord[] = [];
  for (const user of all.values()) {
    const member = follower.membership.userAt(user, follower.head.size);
    if (member?.active === true) wraps.push({ user, key: await by.wrap(place, member.xwingPublic) });
  }
  return wraps;
}

async function sealInAkte(
  safe: Safe,
  personId: string,
  { draft, words }: { readonly draft: MessageDraft; readonly words: PlainRecord },
): Promise<Result<{ readonly packets: readonly EntryPacket[]; readonly pointer: PlainRecord }>> {
  const home = await homeForTask(safe, personId, undefined);
  if (!home.ok) return home;
  const { akte, packets } = home.value;
  const record = platformRandom(ID_BYTES) as Id;
  const value = validateRecord(messageKind, {
    ...words,
    behandlungstag: localDay(safe.given.now()),
    an: draft.to.map((id) => Safe.idOf(id)),
    wichtig: draft.isImportant,
  });
  if (!value.ok) return fail('MESSAGE_EMPTY');
  const packet = await buildRecordEntry({ kind: messageKind, record, value: value.value }, home.value, safe.author);
  return ok({ packets: [...packets, packet], pointer: { akte, eintrag: record } });
}

/** Who wrote first what is passed on. */
async function originOf(safe: Safe, forwards: string | undefined): Promise<PlainRecord> {
  if (forwards === undefined) return {};
  const known = await messageBookOf(safe).one(Safe.idOf(forwards));
  if (known?.author === undefined) return {};
  const { content, author, atMs } = known;
  return { urheber: content?.['urheber'] ?? author, urheberAmMs: content?.['urheberAmMs'] ?? atMs };
}
