import { fail, hexOf, ok } from '@siegel/wire';
import type { LogApi, LogRow } from '../channel/log-api.ts';
import { readOpen } from '../journal/read-open.ts';
import { aktenAt, deviceAt, groupOfKind, readLog } from '../log/read-log.ts';
import { deviceNames } from '../safe/name-device.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

const MOST_PERSONS = 10;

/** The log of the organisation, from the journal this device has verified. */
export function logCalls(session: SafeSession): LogApi {
  return {
    async logPage(filter, before) {
      // What the server has written by itself is told to nobody: the newest is asked for.
      if (before === undefined) await session.catchUp();
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      const { safe } = unlocked;
      const { membership, columns, head } = safe.follower;
      if (!membership.rightsAt(safe.given.user, head.size).has('read-log')) return fail('RIGHT_MISSING');
      const { seqs, next } = readLog(safe, filter, before);
      const devices = await deviceNames(safe);
      const rows = await Promise.all(seqs.map((seq) => logRow(unlocked, devices, seq)));
      const lookedTo = next ?? seqs.at(-1) ?? 0;
      return ok({ rows, next, lookedToMs: columns.receivedAt(lookedTo) });
    },
  };
}

async function logRow({ safe, names }: Unlocked, devices: ReadonlyMap<string, string>, seq: number): Promise<LogRow> {
  const { columns } = safe.follower;
  const kind = columns.kindAt(seq) ?? 0;
  const persons = personIdsOf(safe, seq);
  return {
    seq,
    atMs: columns.receivedAt(seq),
    group: groupOfKind(kind),
    kind,
    ...saidByServer(safe, seq),
    ...whoOf({ safe, names }, devices, seq),
    persons: persons.slice(0, MOST_PERSONS).map((personId) => ({ personId, name: nameOf(safe, personId) })),
    personCount: persons.length,
    isProven: (await safe.attributions.faultOf(seq)) === undefined,
  };
}

/** What the server noted of a request. */
function saidByServer({ follower: { columns } }: Safe, seq: number): Pick<LogRow, 'purpose' | 'address'> {
  const { purpose, address } = readOpen(columns.entryAt(seq)?.open ?? null) ?? {};
  return {
    address: typeof address === 'string' ? address : '',
    ...(typeof purpose === 'string' && { purpose }),
  };
}

function whoOf(
  { safe, names }: Pick<Unlocked, 'safe' | 'names'>,
  devices: ReadonlyMap<string, string>,
  seq: number,
): Pick<LogRow, 'userId' | 'userName' | 'deviceName'> {
  const device = deviceAt(safe, seq);
  const member = device === undefined ? undefined : safe.follower.membership.deviceAt(device, Number.MAX_SAFE_INTEGER);
  if (device === undefined || member === undefined) return { userName: '', deviceName: '' };
  const userId = hexOf(member.user);
  return { userId, userName: names.byUser.get(userId) ?? '', deviceName: devices.get(hexOf(device)) ?? '' };
}

function personIdsOf(safe: Safe, seq: number): readonly string[] {
  const ids = aktenAt(safe, seq).flatMap((akte) => safe.directory.personOfAkte(akte) ?? []);
  return [...new Set(ids)];
}

/** Empty for somebody this device cannot name. */
function nameOf(safe: Safe, personId: string): string {
  const row = rowOf(safe, personId);
  return row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
}
