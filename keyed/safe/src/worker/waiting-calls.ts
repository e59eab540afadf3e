import { hexOf, type Id } from '@siegel/wire';
import type { WaitingApi, WaitingEntry } from '../channel/waiting-api.ts';
import { type PendingEntry, pendingEntriesOf } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { eintragView } from './eintrag-view.ts';
import type { SafeSession } from './safe-session.ts';

/** What only this device has. */
export function waitingCalls(session: SafeSession): WaitingApi {
  return {
    async waitingEntries() {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return [];
      const entries = await pendingEntriesOf(safe, () => true);
      return entries.map((entry) => waitingEntry(safe, entry));
    },
    sendWaiting: () => session.catchUp(),
    // Every call is a sign of somebody (`safe-service.ts`); this one is nothing else.
    heard: async () => undefined,
    isAlive: async () => true,
  };
}

function waitingEntry(safe: Safe, { state, head, body, opened, code }: PendingEntry): WaitingEntry {
  const record = { newest: { seq: -1, body, open: null, receivedAt: 0 }, versions: 1 };
  const row = eintragView({ record, opened }, { authorOf: () => '', headOf: () => head, level: 'server-word' });
  const personId = shownPersonOf(safe, body.akte);
  const person = personId === undefined ? undefined : safe.index.get(personId);
  return {
    recordId: hexOf(body.record),
    ...(personId === undefined ? {} : { personId }),
    personName: person === undefined ? '' : `${person.familienname}, ${person.vorname}`,
    ...(row === undefined ? {} : { kind: row.kind }),
    kuerzel: row?.kuerzel ?? '',
    hue: row?.hue ?? '',
    summary: row?.summary ?? '',
    authoredAtMs: body.authoredAt,
    state,
    ...(code === undefined ? {} : { code }),
  };
}

function shownPersonOf(safe: Safe, akte: Id): string | undefined {
  const [person] = safe.directory.personsOfAkte(akte);
  return person === undefined ? undefined : safe.merged.standsFor(person);
}
