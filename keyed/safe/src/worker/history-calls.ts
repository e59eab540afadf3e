import { person, type PlainRecord, validateRecord } from '@siegel/akten';
import { fail, ok, type Result } from '@siegel/wire';
import type { WriteOutcome } from '../channel/akte-api.ts';
import type { HistoryApi, PersonWish } from '../channel/history-api.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import { recordHistory } from './record-history.ts';
import { recordNamed } from './record-named.ts';
import type { SafeSession } from './safe-session.ts';
import { settleBase } from './settle-base.ts';
import { writeAndTell } from './write-and-tell.ts';
import { writeBehindNews } from './write-behind-news.ts';

/** History of records, and Stammdaten. */
export function historyCalls(session: SafeSession): HistoryApi {
  return {
    async recordHistory(recordId) {
      if (session.unlocked === undefined) return fail('SESSION_MISSING');
      return recordHistory(session.unlocked.safe, recordId, session.unlocked.names);
    },
    writePerson: (wish) => writeBehindNews(session, () => writePerson(session, wish)),
  };
}

async function writePerson(session: SafeSession, wish: PersonWish): Promise<Result<WriteOutcome>> {
  if (session.unlocked === undefined) return fail('SESSION_MISSING');
  const { safe } = session.unlocked;
  const record = recordNamed(safe, safe.merged.standsFor(wish.personId));
  if (record?.newest.body.kind !== person.code) return fail('AKTE_UNKNOWN');
  const id = record.newest.body.record;
  const settled = await settleBase(safe, id, { base: wish.base, value: wish.value as PlainRecord });
  if (!settled.ok) return settled;
  const valid = validateRecord(person, settled.value);
  if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
  const sealed = await sealNextVersion(safe, id, settled.value);
  if (!sealed.ok) return sealed;
  const written = await writeAndTell(session, [wish.personId], { packets: [sealed.value], instead: id });
  return written.ok ? ok({ recordId: wish.personId, saved: written.value.saved }) : written;
}
