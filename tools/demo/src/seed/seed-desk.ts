import { addDays } from '@siegel/akten';
import { localDay, meantBy, readCalendar, Safe, sealMark, sealMessage, sealTask } from '@siegel/safe';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import type { StaffMember } from '../data/practice.ts';
import { DESK_MESSAGES, DESK_TASKS, type DemoMessage, type DemoTask } from '../data/desk.ts';
import { expectOk } from './expect-ok.ts';

/** The safes of whoever writes, by account of the demo; the founder is one of them. */
export type DeskSafes = ReadonlyMap<StaffMember['anmeldename'], Safe>;

/** Ids that names of tasks and messages stand for. */
export interface DeskIds {
  readonly userIds: ReadonlyMap<string, string>;
  readonly unitIds: ReadonlyMap<string, string>;
}

/** Lets colleagues write to each other before there is any person: each from a safe of their own, so that they are who signed it (DM14). */
export async function seedFirstMessages(safes: DeskSafes, ids: DeskIds): Promise<void> {
  const sent = new Map<string, string>();
  for (const message of DESK_MESSAGES.filter((one) => isFirst(one))) {
    const safe = safeOf(safes, message.von);
    expectOk('messages', await safe.sync());
    sent.set(message.betreff, await send(safe, message, { ids: idsOf(ids), sent }));
    for (const account of message.gelesenVon ?? []) {
      const reader = safeOf(safes, account);
      expectOk('messages', await reader.sync());
      const read = expectOk('messages', await sealMark(reader, [sent.get(message.betreff) ?? ''], 'read'));
      expectOk('messages', await reader.write(read));
    }
  }
}

/** Leaves open tasks behind, and messages about a person and to a workplace (DM14): of the founder. */
export async function seedDesk(safe: Safe, ids: DeskIds, nowMs: number): Promise<void> {
  expectOk('tasks', await safe.sync());
  const { resources } = await readCalendar(safe, () => '');
  const workplaces = resources
    .filter(({ kind }) => kind === 'workplace')
    .map((one) => [one.name, one.resourceId] as const);
  const [role] = safe.follower.membership.userAt(safe.given.user, safe.follower.head.size)?.roles ?? [];
  const all = new Map([
    ...idsOf(ids),
    ...workplaces,
    ...(role === undefined ? [] : [['leitung', hexOf(role)] as const]),
  ]);
  const persons = [...safe.directory.persons()];
  for (const task of DESK_TASKS) await addTask(safe, task, { ids: all, persons, today: localDay(nowMs) });
  for (const message of DESK_MESSAGES.filter((one) => !isFirst(one)))
    await send(safe, message, { ids: all, persons, sent: new Map() });
}

interface At {
  readonly ids: ReadonlyMap<string, string>;
  readonly persons?: readonly string[];
}

async function addTask(safe: Safe, task: DemoTask, at: At & { readonly today: string }): Promise<void> {
  const { title, text, fuer, inTagen, dringend, wieder, person, ausEintrag } = task;
  const personId = person === undefined ? undefined : personAt(at, person);
  const fromRecord = ausEintrag === true && personId !== undefined ? await newestOf(safe, personId) : undefined;
  const draft = {
    title,
    isUrgent: dringend === true,
    assignees: fuer.map((name) => idOf(at, name)),
    ...(text !== undefined && { text }),
    ...(inTagen !== undefined && { dueDay: addDays(at.today, inTagen) }),
    ...(wieder !== undefined && { repeat: wieder }),
    ...(personId !== undefined && { personId }),
    ...(fromRecord !== undefined && { fromRecord }),
  };
  expectOk('tasks', await safe.write(expectOk('tasks', await sealTask(safe, draft)).packets));
}

async function send(
  safe: Safe,
  { an, betreff, text, wichtig, person, antwortAuf }: DemoMessage,
  at: At & { readonly sent: ReadonlyMap<string, string> },
): Promise<string> {
  const to = an.map((name) => idOf(at, name));
  const replyTo = antwortAuf === undefined ? undefined : at.sent.get(antwortAuf);
  const draft = {
    to,
    subject: betreff,
    text,
    isImportant: wichtig === true,
    ...(person !== undefined && { personId: personAt(at, person) }),
    ...(replyTo !== undefined && { replyTo }),
  };
  const packets = expectOk('messages', await sealMessage(safe, draft, await meantBy(safe, to)));
  expectOk('messages', await safe.write(packets));
  expectOk('messages', await safe.sync());
  const { columns } = safe.follower;
  for (let seq = columns.size - 1; seq >= 0; seq--)
    if (columns.kindAt(seq) === WIRE_KINDS.houseMessage) return hexOf(columns.placeAt(seq)?.record ?? new Uint8Array());
  return '';
}

const isFirst = ({ von, an, person }: DemoMessage) =>
  person === undefined && (von !== 'lindner' || !an.includes('Empfang'));

/** The newest Eintrag of a person in an Akte of the practice. */
async function newestOf(safe: Safe, personId: string): Promise<string | undefined> {
  const entries = expectOk('tasks', await safe.openPerson(personId));
  const akte = safe.directory.openAktenOfPerson(personId).find(({ stammakte }) => !stammakte)?.akte;
  const own = entries.filter(({ record: { newest } }) => akte !== undefined && hexOf(newest.body.akte) === hexOf(akte));
  const newest = own.at(-1)?.record.newest.body.record;
  return newest === undefined ? undefined : hexOf(newest);
}

function idsOf({ userIds, unitIds }: DeskIds): ReadonlyMap<string, string> {
  return new Map([...userIds, ...unitIds]);
}

function idOf({ ids }: At, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error('DM14: a task or message is for somebody who is not here');
  return id;
}

function personAt({ persons = [] }: At, at: number): string {
  return persons[at % Math.max(1, persons.length)] ?? '';
}

function safeOf(safes: DeskSafes, account: string): Safe {
  const safe = safes.get(account);
  if (safe === undefined) throw new Error('DM14: a message is of somebody who is not here');
  return safe;
}
