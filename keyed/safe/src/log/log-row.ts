import { hexOf, PERSON_MERGE_KIND, WIRE_KINDS } from '@siegel/wire';
import type { LogRow } from '../channel/log-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { changeAt, type NamesByUser } from './log-change.ts';
import { detailsAt } from './log-readers.ts';
import { personSaid } from './person-said.ts';
import { aktenAt, deviceAt, groupOfKind, userAt } from './read-log.ts';

const MOST_PERSONS = 10;

/** Whose names a row needs. */
export interface RowNames {
  readonly byUser: NamesByUser;
  readonly byDevice: ReadonlyMap<string, string>;
  /** Empty for somebody this device cannot name. */
  readonly ofPerson: (personId: string) => string;
}

/** The entry at `seq` as a row of the log, attributed before it is shown (LG4). */
export async function logRow(safe: Safe, names: RowNames, seq: number): Promise<LogRow> {
  const { columns } = safe.follower;
  const kind = columns.kindAt(seq) ?? 0;
  const persons = personsAt(safe, seq);
  const change = changeAt(safe, names.byUser, seq);
  const details = await detailsAt(safe, seq);
  const person = await personSaid(safe, seq);
  return {
    seq,
    atMs: columns.receivedAt(seq),
    group: groupOfKind(kind),
    kind,
    ...said(safe, seq),
    ...joinSaid(safe, seq),
    ...(person !== undefined && { person }),
    ...whoAt(safe, names, seq),
    persons: persons.slice(0, MOST_PERSONS).map((personId) => ({ personId, name: names.ofPerson(personId) })),
    personCount: persons.length,
    ...(change !== undefined && { change }),
    ...(details !== undefined && { details: details.what }),
    isProven: (await safe.attributions.faultOf(seq)) === undefined,
  };
}

/** What the entry says openly of a request, a view, a session, a failure or an access. */
function said({ follower: { columns } }: Safe, seq: number): Said {
  const { purpose, reason, address, alarm, step, ...more } = readOpen(columns.openAt(seq)) ?? {};
  const kind = columns.kindAt(seq);
  const { change, means } = kind === WIRE_KINDS.accessChanged ? more : {};
  const { change: backup } = kind === WIRE_KINDS.backupMade ? more : {};
  return {
    address: typeof address === 'string' ? address : '',
    ...(typeof purpose === 'string' && { purpose }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof step === 'string' && { step }),
    ...(alarm === true && { isAlarm: true }),
    ...(typeof backup === 'string' && { backup }),
    ...(typeof change === 'string' && { access: { change, ...(typeof means === 'string' && { means }) } }),
  };
}

type Said = Pick<LogRow, 'purpose' | 'reason' | 'address' | 'step' | 'isAlarm' | 'access' | 'backup'>;

function whoAt(
  safe: Safe,
  { byUser, byDevice }: RowNames,
  seq: number,
): Pick<LogRow, 'userId' | 'userName' | 'deviceName'> {
  const device = deviceAt(safe, seq);
  const user = userAt(safe, seq);
  if (device === undefined && user !== undefined)
    return { userId: hexOf(user), userName: byUser.get(hexOf(user)) ?? '', deviceName: '' };
  const member = device === undefined ? undefined : safe.follower.membership.deviceAt(device, Number.MAX_SAFE_INTEGER);
  if (device === undefined || member === undefined) return { userName: '', deviceName: '' };
  const userId = hexOf(member.user);
  return { userId, userName: byUser.get(userId) ?? '', deviceName: byDevice.get(hexOf(device)) ?? '' };
}

/** Hex ids of the persons whose Akten an entry names. */
function personsAt(safe: Safe, seq: number): readonly string[] {
  const merge = mergeAt(safe, seq);
  if (merge !== undefined) return merge;
  const ids = aktenAt(safe, seq).flatMap((akte) => safe.merged.personOfAkte(akte) ?? []);
  return [...new Set(ids)];
}

/** Both persons of a merge: the one who went first (PM20). */
function mergeAt({ follower: { columns } }: Safe, seq: number): readonly string[] | undefined {
  const place = columns.kindAt(seq) === PERSON_MERGE_KIND ? columns.placeAt(seq) : undefined;
  const into = readOpen(columns.openAt(seq))?.['into'];
  return place === undefined || !(into instanceof Uint8Array) ? undefined : [hexOf(place.akte), hexOf(into)];
}

function joinSaid({ follower: { columns } }: Safe, seq: number): Pick<LogRow, 'merge'> {
  if (columns.kindAt(seq) !== PERSON_MERGE_KIND) return {};
  const state = readOpen(columns.openAt(seq))?.['state'];
  return { merge: state === 'merged' ? 'merged' : 'lifted' };
}
