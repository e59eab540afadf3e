import { appointment, appointmentWish, daysBetween, isLocalDate, message, task } from '@siegel/akten';
import { buildEntry, platformRandom } from '@siegel/seal';
import { bytesOfHex, equalBytes, fail, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { MassRead } from '../channel/log-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { findMassReads, type HandedOut } from './find-mass-reads.ts';
import type { NamesByUser } from './log-change.ts';
import { logRulesNow } from './log-rules.ts';
import { aktenAt, deviceAt } from './read-log.ts';

const DAY_MS = 86_400_000;
const DAYS_BACK_MS = 30 * DAY_MS;
const MINUTE_MS = 60_000;
const NEAR_DAYS = 7;
const ID_BYTES = 16;

/** Who was handed unusually many Akten lately, newest first, and who has seen it (LG20, LG21). From deliveries alone: what a program
 *  says about itself counts for nothing here. */
export async function massReads(safe: Safe, names: NamesByUser): Promise<readonly MassRead[]> {
  const { massReadAkten, massReadMinutes } = logRulesNow(safe);
  const rule = { most: massReadAkten, withinMs: massReadMinutes * MINUTE_MS };
  const found = findMassReads(handedOut(safe), rule);
  const seen = found.length === 0 ? [] : await seenAlarms(safe);
  return found.map((read) => ({
    ...read,
    userName: names.get(read.userId) ?? '',
    seenBy: seen
      .filter(({ user, to }) => user === read.userId && to === read.toSeq)
      .map(({ by, atMs }) => ({ userName: names.get(by) ?? '', atMs })),
  }));
}

/** Says in the log that the own user has seen one; RIGHT_MISSING, OFFLINE. */
export async function seenMassRead(
  safe: Safe,
  { userId, fromSeq, toSeq }: Pick<MassRead, 'userId' | 'fromSeq' | 'toSeq'>,
): Promise<Result<true>> {
  const record = platformRandom(ID_BYTES) as Id;
  const open = { user: bytesOfHex(userId) ?? ZERO_ID, from: fromSeq, to: toSeq };
  const draft = { kind: WIRE_KINDS.alarmSeen, schemaVersion: 1, record, open };
  const written = await safe.write([await buildEntry(draft, safe.author)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(record);
  return fail('OFFLINE');
}

/** Deliveries of Akten in the time that is looked at, oldest first. */
function handedOut(safe: Safe): readonly HandedOut[] {
  const { columns, membership } = safe.follower;
  const sinceMs = safe.given.now() - DAYS_BACK_MS;
  const handed: HandedOut[] = [];
  for (let seq = columns.size - 1; seq >= 0 && columns.receivedAt(seq) >= sinceMs; seq--) {
    if (columns.kindAt(seq) !== WIRE_KINDS.delivery || safe.attributions.isHeldBack(seq)) continue;
    const akten = aktenAt(safe, seq);
    const device = akten.length === 0 ? undefined : deviceAt(safe, seq);
    const member = device === undefined ? undefined : membership.deviceAt(device, Number.MAX_SAFE_INTEGER);
    if (member === undefined) continue;
    const counted = akten.filter((akte) => !isDayList(safe, seq, akte));
    const subjects = new Set(counted.map((akte) => safe.merged.personOfAkte(akte) ?? hexOf(akte)));
    handed.push({ seq, atMs: columns.receivedAt(seq), userId: hexOf(member.user), subjects: [...subjects] });
  }
  return handed.toReversed();
}

/** True for an Akte that came ahead because somebody wrote in it that day: every device fetches those (OF2); and for one of which only
 *  appointments came that lie within a week (TE51), or somebody waits for one; or of which open tasks and new messages came (AU12).
 *  Whoever cannot see what was written in it cannot tell, and counts neither. */
function isDayList({ follower: { columns }, directory }: Safe, seq: number, akte: Id): boolean {
  const purpose = readOpen(columns.openAt(seq))?.['purpose'];
  if (purpose !== 'preload' && purpose !== 'day' && purpose !== 'desk') return false;
  if (purpose === 'desk') return hasWork(columns, akte, seq);
  const person = directory.personOfAkte(akte);
  if (person === undefined) return true;
  if (purpose === 'day')
    return hasAppointmentNear(columns, akte, columns.receivedAt(seq)) || hasWish(columns, akte, seq);
  const sinceMs = columns.receivedAt(seq) - DAY_MS;
  return directory
    .aktenOfPerson(person)
    .some((known) => columns.seqsOfAkte(known.akte).some((at) => at < seq && columns.receivedAt(at) >= sinceMs));
}

/** Somebody who leafs through the months of a calendar reads it; who has the week on screen works. */
function hasAppointmentNear(columns: JournalColumns, akte: Id, atMs: number): boolean {
  const today = localDay(atMs);
  return columns.seqsOfAkte(akte).some((seq) => {
    if (columns.kindAt(seq) !== appointment.code) return false;
    const day = readOpen(columns.openAt(seq))?.['tag'];
    return typeof day === 'string' && isLocalDate(day) && Math.abs(daysBetween(today, day)) <= NEAR_DAYS;
  });
}

/** Who has the waiting list on screen works, too: the Akte had somebody on it when it was handed out. */
function hasWish(columns: JournalColumns, akte: Id, before: number): boolean {
  const states = new Map<string, unknown>();
  for (const seq of columns.seqsOfAkte(akte)) {
    const record =
      columns.kindAt(seq) === appointmentWish.code && seq < before ? columns.placeAt(seq)?.record : undefined;
    if (record !== undefined) states.set(hexOf(record), readOpen(columns.openAt(seq))?.['zustand']);
  }
  return [...states.values()].includes('wartet');
}

/** Whoever has open tasks and new messages brought works with them; who asks for what is long done reads (AU12). */
function hasWork(columns: JournalColumns, akte: Id, before: number): boolean {
  if (equalBytes(akte, ZERO_ID)) return true;
  const newest = new Map<string, number>();
  for (const seq of columns.seqsOfAkte(akte)) {
    const kind = seq < before ? columns.kindAt(seq) : undefined;
    const record = kind === task.code || kind === message.code ? columns.placeAt(seq)?.record : undefined;
    if (record !== undefined) newest.set(hexOf(record), seq);
  }
  const sinceMs = columns.receivedAt(before) - DAYS_BACK_MS;
  return [...newest.values()].some(
    (seq) =>
      columns.receivedAt(seq) >= sinceMs ||
      (columns.kindAt(seq) === task.code && readOpen(columns.openAt(seq))?.['stand'] !== 'zu'),
  );
}

interface SeenAlarm {
  readonly user: string;
  readonly to: number;
  readonly by: string;
  readonly atMs: number;
}

async function seenAlarms(safe: Safe): Promise<readonly SeenAlarm[]> {
  const { columns } = safe.follower;
  const seen: SeenAlarm[] = [];
  const sinceMs = safe.given.now() - DAYS_BACK_MS;
  for (let seq = columns.size - 1; seq >= 0 && columns.receivedAt(seq) >= sinceMs; seq--) {
    if (columns.kindAt(seq) !== WIRE_KINDS.alarmSeen || (await safe.attributions.faultOf(seq)) !== undefined) continue;
    seen.push(...seenAt(safe, seq));
  }
  return seen;
}

function seenAt(safe: Safe, seq: number): readonly SeenAlarm[] {
  const { columns, membership } = safe.follower;
  const { user, to } = readOpen(columns.openAt(seq)) ?? {};
  const device = deviceAt(safe, seq);
  const by = device === undefined ? undefined : membership.deviceAt(device, Number.MAX_SAFE_INTEGER)?.user;
  if (!(user instanceof Uint8Array) || typeof to !== 'number' || by === undefined) return [];
  return [{ user: hexOf(user), to, by: hexOf(by), atMs: columns.receivedAt(seq) }];
}
