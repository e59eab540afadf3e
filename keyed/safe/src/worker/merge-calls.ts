import { type EntryPacket, fail, ok, type Result } from '@siegel/wire';
import type { DuplicatesView, MergeApi } from '../channel/merge-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';

// Fetched when somebody merges, most days nobody.
const previews = () => import('../merge/merge-preview.ts');
const sealing = () => import('../merge/seal-merge.ts');
const finding = () => import('../merge/watch-duplicates.ts');
const none = () => import('../merge/no-duplicates.ts');

/** Two persons that are one. */
export function mergeCalls(session: SafeSession): MergeApi {
  return {
    async mergePreview(staysId, goesId) {
      const house = session.unlocked;
      if (house === undefined) return fail('SESSION_MISSING');
      return (await previews()).mergePreview(house.safe, [staysId, goesId], house.names);
    },
    mergePersons: (wish) =>
      act(session, [wish.staysId, wish.goesId], async (safe) => (await sealing()).sealMerge(safe, wish)),
    liftMerge: (goneId) => act(session, [goneId], async (safe) => (await sealing()).sealLift(safe, goneId)),
    watchDuplicates: (listener) => watchDuplicates(session, listener),
    async setNoDuplicate(pair, isNone) {
      const given = session.unlocked?.safe.given;
      if (given !== undefined) await (await none()).noteNoDuplicate(given, pair, isNone);
    },
  };
}

/** Seals and sends one act, which never waits on the device: by then it could be about something else. */
async function act(
  session: SafeSession,
  personIds: readonly string[],
  seal: (safe: Safe) => Promise<Result<readonly EntryPacket[]>>,
): Promise<Result<true>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  if (!session.board.status.online) return fail('OFFLINE');
  await session.catchUp();
  const sealed = await seal(safe);
  if (!sealed.ok) return sealed;
  const sent = await safe.outbox.sendUnkept(sealed.value);
  await session.catchUp();
  if (!sent.ok) return fail(sent.error.code);
  for (const personId of safe.merged.relatedTo(personIds)) await session.persons.tell(personId);
  await session.days.tellAll();
  return ok(true);
}

function watchDuplicates(session: SafeSession, listener: (view: DuplicatesView) => void): () => void {
  let isOver = false;
  const house = session.unlocked;
  const isStopped = () => isOver || session.unlocked !== house;
  if (house !== undefined)
    void finding().then(({ searchDuplicates }) => searchDuplicates(house.safe, listener, isStopped));
  return () => {
    isOver = true;
  };
}
