import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { WriteOutcome } from '../channel/akte-api.ts';
import type { RelationWish } from '../channel/relation-view.ts';
import type { StammdatenApi } from '../channel/stammdaten-api.ts';
import type { Safe } from '../safe/safe.ts';
import { sealPortrait } from '../stammdaten/seal-portrait.ts';
import { bothOf, type SealedPerson, sealRelation, sealWithoutRelation } from '../stammdaten/seal-relation.ts';
import { saveTowns, TownTables } from '../stammdaten/town-tables.ts';
import type { SafeSession } from './safe-session.ts';
import { writeAndTell } from './write-and-tell.ts';
import { writeBehindNews } from './write-behind-news.ts';

/** Relations, picture and the table of towns. */
export function stammdatenCalls(session: SafeSession): StammdatenApi {
  const towns = new TownTables();
  const changeRelation = (wish: RelationWish, seal: (safe: Safe) => Promise<Result<SealedPerson>>) =>
    writeBehindNews(session, async () => {
      const written = await writeSealed(session, wish.personId, seal);
      if (!written.ok) return written;
      // Whoever looks at the other side sees it, too.
      const safe = session.unlocked?.safe;
      await safe?.indexPerson(wish.personId);
      await session.persons.tellOf(bothOf(wish));
      return written;
    });
  return {
    addRelation: (wish) => changeRelation(wish, (safe) => sealRelation(safe, wish)),
    removeRelation: (wish) => changeRelation(wish, (safe) => sealWithoutRelation(safe, wish)),
    setPortrait: (personId, picture) =>
      writeBehindNews(session, () => writeSealed(session, personId, (safe) => sealPortrait(safe, personId, picture))),
    async townsOf(code) {
      const safe = session.unlocked?.safe;
      return safe === undefined ? [] : ((await towns.read(safe)).get(code) ?? []);
    },
    async townTable() {
      const safe = session.unlocked?.safe;
      return safe === undefined ? fail('SESSION_MISSING') : ok({ codes: (await towns.read(safe)).size });
    },
    async saveTowns(text) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const saved = await saveTowns(safe, text);
      await session.catchUp();
      return saved;
    },
  };
}

async function writeSealed(
  session: SafeSession,
  personId: string,
  seal: (safe: Safe) => Promise<Result<SealedPerson>>,
): Promise<Result<WriteOutcome>> {
  const safe = session.unlocked?.safe;
  if (safe === undefined) return fail('SESSION_MISSING');
  const sealed = await seal(safe);
  if (!sealed.ok) return sealed;
  const { record, packet } = sealed.value;
  const written = await writeAndTell(session, [personId], { packets: [packet], instead: record });
  return written.ok ? ok({ recordId: hexOf(record), saved: written.value.saved }) : written;
}
