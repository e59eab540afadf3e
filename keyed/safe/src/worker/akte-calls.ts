import { kindByName, validateRecord } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { AkteApi, EintragWish, WriteOutcome } from '../channel/akte-api.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import { nachtragInstead } from './nachtrag-instead.ts';
import { sealWish } from './seal-wish.ts';
import { writeAndTell } from './write-and-tell.ts';
import { writeBehindNews } from './write-behind-news.ts';

/** Reading and writing Akten. */
export function akteCalls(session: SafeSession): AkteApi {
  return {
    openPerson: (personId) => session.persons.openAtOnce(personId),
    watchPerson: (personId, listener) => session.persons.watch(personId, listener),
    // Without the version it began from a second attempt would go over what nobody has seen.
    writeEintrag: (wish) =>
      wish.base === undefined
        ? writeEintrag(session, wish)
        : writeBehindNews(session, () => writeEintrag(session, wish)),
    async dropRefused(recordId) {
      await session.unlocked?.safe.outbox.drop(Safe.idOf(recordId));
      session.report(session.board.status.phase);
      await session.persons.tellAll();
    },
  };
}

async function writeEintrag(session: SafeSession, wish: EintragWish): Promise<Result<WriteOutcome>> {
  if (session.unlocked === undefined) return fail('SESSION_MISSING');
  const { safe } = session.unlocked;
  const valid = validateRecord(kindByName(wish.kind), wish.value);
  if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
  const nachtrag = await nachtragInstead(session, safe, wish);
  if (nachtrag !== undefined) return nachtrag;
  const sealed = await sealWish(safe, wish);
  if (!sealed.ok) return sealed;
  const instead = wish.recordId === undefined ? undefined : Safe.idOf(wish.recordId);
  const written = await writeAndTell(session, [wish.personId], { packets: sealed.value.packets, instead });
  const newest = sealed.value.packets.at(-1);
  const head = newest === undefined ? {} : { head: hexOf(platformHasher.sha256(newest.body)) };
  if (written.ok) return ok({ recordId: sealed.value.recordId, saved: written.value.saved, ...head });
  if (written.error.code !== 'RECORD_FROZEN') return written;
  // Released a moment ago: the journal says so now, and what was typed goes under it.
  await session.catchUp();
  return (await nachtragInstead(session, safe, wish)) ?? written;
}
