import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { LogApi } from '../channel/log-api.ts';
import type { LogFile } from '../log/log-file.ts';
import type { RowNames } from '../log/log-row.ts';
import { logRulesNow, setLogRules } from '../log/log-rules.ts';
import { deviceNames } from '../safe/name-device.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

// Fetched when somebody looks at the log: most days nobody does.
const rowModule = () => import('../log/log-row.ts');

/** Somebody else's turn, between a few thousand hashes. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The log of the organisation, from the journal this device has verified. */
export function logCalls(session: SafeSession): LogApi {
  return { ...readingCalls(session), ...fileCalls(session), ...noticeCalls(session), ...ruleCalls(session) };
}

function readingCalls(session: SafeSession): Pick<LogApi, 'logPage' | 'logDevices' | 'accessSheet'> {
  return {
    async logPage(filter, before) {
      // What the server has written by itself is told to nobody: the newest is asked for.
      if (before === undefined) await session.catchUp();
      const reader = await readerOf(session);
      if (!reader.ok) return reader;
      const { safe, names } = reader.value;
      const [{ logRow }, { readLog }] = [await rowModule(), await import('../log/read-log.ts')];
      const { seqs, next } = readLog(safe, filter, before);
      const rows = await Promise.all(seqs.map((seq) => logRow(safe, names, seq)));
      return ok({ rows, next, lookedToMs: safe.follower.columns.receivedAt(next ?? seqs.at(-1) ?? 0) });
    },
    async logDevices() {
      const reader = await readerOf(session);
      if (!reader.ok) return reader;
      const { safe, names } = reader.value;
      const { membership, head } = safe.follower;
      return ok(
        membership.devicesAt(head.size).map(({ device, user }) => ({
          deviceId: hexOf(device),
          name: names.byDevice.get(hexOf(device)) ?? '',
          userName: names.byUser.get(hexOf(user)) ?? '',
        })),
      );
    },
    async accessSheet(personId) {
      await session.catchUp();
      const reader = await readerOf(session);
      if (!reader.ok) return reader;
      const { accessSheet } = await import('../log/access-sheet.ts');
      return ok(await accessSheet(reader.value.safe, reader.value.names, personId));
    },
  };
}

function fileCalls(session: SafeSession): Pick<LogApi, 'beginLogFile' | 'nextLogPart' | 'stopLogFile'> {
  let file: { readonly made: LogFile; readonly of: Unlocked } | undefined;
  return {
    async beginLogFile(filter, labels) {
      await session.catchUp();
      const reader = await readerOf(session);
      if (!reader.ok) return reader;
      const { safe, names, unlocked } = reader.value;
      const { LogFile } = await import('../log/log-file.ts');
      const { logRow } = await rowModule();
      const rowAt = (seq: number) => logRow(safe, names, seq);
      const made = await LogFile.begin({ safe, filter, rowAt, labelOf: ({ kind }) => labels[kind] ?? '' }, pause);
      file = { made, of: unlocked };
      return ok({ size: made.size });
    },
    async nextLogPart() {
      // A file of somebody who has left since is not written on.
      if (file === undefined || file.of !== session.unlocked) return fail('SESSION_MISSING');
      const part = await file.made.part();
      if (part.isDone) file = undefined;
      return ok(part);
    },
    async stopLogFile() {
      file = undefined;
    },
  };
}

function noticeCalls(session: SafeSession): Pick<LogApi, 'notePrint' | 'noteLogSaved' | 'massReads' | 'seenMassRead'> {
  return {
    notePrint: async (personId, what) => session.unlocked?.safe.openings.note(personId, 'print', what),
    noteLogSaved: async (count, what) => session.unlocked?.safe.openings.noteReport('log', count, what),
    async massReads() {
      const reader = await readerOf(session);
      if (!reader.ok) return reader.error.code === 'RIGHT_MISSING' ? ok([]) : reader;
      return ok(await (await import('../log/mass-reads.ts')).massReads(reader.value.safe, reader.value.names.byUser));
    },
    async seenMassRead(read) {
      const reader = await readerOf(session);
      if (!reader.ok) return reader;
      const { seenMassRead } = await import('../log/mass-reads.ts');
      const seen = await seenMassRead(reader.value.safe, read);
      if (seen.ok) await session.catchUp();
      return seen;
    },
  };
}

function ruleCalls(session: SafeSession): Pick<LogApi, 'logRules' | 'setLogRules'> {
  return {
    async logRules() {
      const safe = session.unlocked?.safe;
      return safe === undefined ? fail('SESSION_MISSING') : ok(logRulesNow(safe));
    },
    async setLogRules(rules) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const changed = await setLogRules(safe, rules);
      if (changed.ok) await session.catchUp();
      return changed;
    },
  };
}

interface Reader {
  readonly safe: Safe;
  readonly unlocked: Unlocked;
  readonly names: RowNames;
}

/** Whoever reads the log now, with the names its rows need (LG2). */
async function readerOf({ unlocked }: SafeSession): Promise<Result<Reader>> {
  if (unlocked === undefined) return fail('SESSION_MISSING');
  const { safe, names } = unlocked;
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('read-log')) return fail('RIGHT_MISSING');
  const byDevice = await deviceNames(safe);
  return ok({ safe, unlocked, names: { byUser: names.byUser, byDevice, ofPerson: (id) => nameOf(safe, id) } });
}

/** Empty for somebody this device cannot name. */
function nameOf(safe: Safe, personId: string): string {
  const row = rowOf(safe, personId);
  return row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
}
