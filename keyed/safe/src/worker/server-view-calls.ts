import { fail, hexOf, ok, ZERO_ID } from '@siegel/wire';
import type { ServerViewApi } from '../channel/server-view-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import { serverView } from './server-view.ts';

/** "Was der Server sieht". */
export function serverViewCalls(session: SafeSession): ServerViewApi {
  return {
    serverView: async (recordId) =>
      session.unlocked === undefined ? fail('SESSION_MISSING') : serverView(session.unlocked.safe, recordId),
    async exampleRecord(personId) {
      if (session.unlocked === undefined) return fail('SESSION_MISSING');
      const { safe } = session.unlocked;
      const person = personId ?? safe.akten.persons.at(-1) ?? anyPerson(safe);
      // Its envelopes are to be seen, too, not only those the index came with.
      if (person !== undefined) {
        const opened = await safe.openPerson(person);
        return opened.ok || opened.error.code === 'OFFLINE' ? ok(person) : opened;
      }
      const [ofHouse] = safe.records.recordsOfAkte(ZERO_ID).filter(({ newest }) => newest.body.parts.length > 0);
      return ofHouse === undefined ? fail('AKTE_UNKNOWN') : ok(hexOf(ofHouse.newest.body.record));
    },
  };
}

function anyPerson({ directory, index }: Safe): string | undefined {
  for (const person of directory.persons()) if (index.get(person) !== undefined) return person;
  return undefined;
}
