import { matchPersons, person, type PersonIdentity, validateRecord } from '@siegel/akten';
import { fail, hexOf, ok } from '@siegel/wire';
import type { PersonApi, PersonCandidate } from '../channel/person-api.ts';
import type { Safe } from '../safe/safe.ts';
import { openOwnSites } from '../sites/site-list.ts';
import { sealNewPerson } from '../safe/write-records.ts';
import { rowOf } from './person-view.ts';
import type { PersonRow as PersonIndexRow } from '../search/person-row.ts';
import type { SafeSession } from './safe-session.ts';

const MOST_COMPARED = 200;
const MOST_SHOWN = 5;

/** Entering persons in the opened safe. */
export function personCalls(session: SafeSession): PersonApi {
  return {
    matchPerson: async (draft) => {
      const safe = session.unlocked?.safe;
      return safe === undefined ? [] : candidatesOf(safe, draft as PersonIdentity);
    },
    isKnownElsewhere: async (draft) =>
      (await session.unlocked?.elsewhere.isKnown(draft as PersonIdentity).catch(() => false)) ?? false,
    async createPerson(draft) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const valid = validateRecord(person, draft);
      if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
      const [site] = openOwnSites(safe);
      if (site === undefined) return fail(safe.sites.length > 0 ? 'SITE_CLOSED' : 'RIGHT_MISSING');
      const made = await sealNewPerson(safe, valid.value, { site });
      if (!made.ok) return made;
      const written = await safe.write(made.value.packets);
      if (!written.ok) return written;
      await session.catchUp();
      const personId = hexOf(made.value.personId);
      if (written.value.saved) await session.persons.open(personId);
      session.report(session.board.status.phase);
      return ok({ personId, saved: written.value.saved });
    },
  };
}

/** Only persons whose names are alike can match, and the index finds those without opening all the others: once by surname and
 *  given name, once by surname and the day of birth, for a given name that is spelt otherwise. */
function candidatesOf(safe: Safe, identity: PersonIdentity): readonly PersonCandidate[] {
  const names = [identity.familienname, identity.geburtsname].map((name) => (name ?? '').trim());
  const given = (identity.vorname ?? '').trim().split(/[\s-]/)[0] ?? '';
  const [, month = '', day = ''] = (identity.geburtsdatum ?? '').split('-');
  const rows = new Map<string, PersonIndexRow>();
  for (const name of names.filter((each) => each !== ''))
    for (const query of [`${name},${given}`, ...(day === '' ? [] : [`${name}, ${day}${month}`])]) {
      const found = safe.index.search(query, MOST_COMPARED, true);
      for (const row of [...found.exact, ...found.soundAlike]) rows.set(row.personId, row);
    }
  return shownCandidates(safe, identity, [...rows.values()]);
}

/** Who was merged is proposed as the person that stays, once. */
function shownCandidates(
  safe: Safe,
  identity: PersonIdentity,
  compared: readonly PersonIndexRow[],
): readonly PersonCandidate[] {
  const shown = new Map<string, PersonCandidate>();
  for (const { at, grade, reasons } of matchPersons(identity, compared)) {
    const row = rowOf(safe, safe.merged.standsFor(compared[at]?.personId ?? ''));
    if (row !== undefined && !shown.has(row.personId)) shown.set(row.personId, { person: row, grade, reasons });
  }
  return [...shown.values()].slice(0, MOST_SHOWN);
}
