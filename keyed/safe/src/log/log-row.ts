import { hexOf } from '@siegel/wire';
import type { LogRow } from '../channel/log-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { changeAt, type NamesByUser } from './log-change.ts';
import { detailsAt } from './log-readers.ts';
import { aktenAt, deviceAt, groupOfKind } from './read-log.ts';

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
  return {
    seq,
    atMs: columns.receivedAt(seq),
    group: groupOfKind(kind),
    kind,
    ...said(safe, seq),
    ...whoAt(safe, names, seq),
    persons: persons.slice(0, MOST_PERSONS).map((personId) => ({ personId, name: names.ofPerson(personId) })),
    personCount: persons.length,
    ...(change !== undefined && { change }),
    ...(details !== undefined && { details: details.what }),
    isProven: (await safe.attributions.faultOf(seq)) === undefined,
  };
}

/** What the entry says openly of a request, a view or a session. */
function said({ follower: { columns } }: Safe, seq: number): Pick<LogRow, 'purpose' | 'reason' | 'address'> {
  const { purpose, reason, address } = readOpen(columns.entryAt(seq)?.open ?? null) ?? {};
  return {
    address: typeof address === 'string' ? address : '',
    ...(typeof purpose === 'string' && { purpose }),
    ...(typeof reason === 'string' && { reason }),
  };
}

function whoAt(
  safe: Safe,
  { byUser, byDevice }: RowNames,
  seq: number,
): Pick<LogRow, 'userId' | 'userName' | 'deviceName'> {
  const device = deviceAt(safe, seq);
  const member = device === undefined ? undefined : safe.follower.membership.deviceAt(device, Number.MAX_SAFE_INTEGER);
  if (device === undefined || member === undefined) return { userName: '', deviceName: '' };
  const userId = hexOf(member.user);
  return { userId, userName: byUser.get(userId) ?? '', deviceName: byDevice.get(hexOf(device)) ?? '' };
}

/** Hex ids of the persons whose Akten an entry names. */
function personsAt(safe: Safe, seq: number): readonly string[] {
  const ids = aktenAt(safe, seq).flatMap((akte) => safe.directory.personOfAkte(akte) ?? []);
  return [...new Set(ids)];
}
