import { equalBytes, fail, ok } from '@siegel/wire';
import type { AktenSitesApi, PersonsAtSite } from '../channel/akten-sites-api.ts';
import type { PersonRow } from '../channel/search-api.ts';
import { Safe } from '../safe/safe.ts';
import { chooseSite } from '../safe/site-choice.ts';
import { openAkteAt } from '../sites/site-job-scope.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

/** So many hits of the search are looked through for persons of one site. */
const MOST_FOUND = 2_000;

/** Akten of a person at several sites. */
export function aktenSitesCalls(session: SafeSession): AktenSitesApi {
  const { siteJobs } = session;
  return {
    chooseSite: async (personId, siteId) => {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const site = Safe.idOf(siteId);
      if (!safe.sites.some((own) => equalBytes(own, site))) return fail('RIGHT_MISSING');
      await chooseSite(safe.given, personId, siteId);
      await session.persons.tell(personId);
      return ok(true);
    },
    personsAtSite: async (siteId, query, limit) => {
      const safe = session.unlocked?.safe;
      return safe === undefined ? { persons: [], total: 0 } : personsAtSite(safe, { siteId, query, limit });
    },
    watchSiteJob: (listener) => siteJobs.watch(listener),
    beginSiteJob: (wish) => siteJobs.begin(wish),
    stopSiteJob: async () => siteJobs.stop(),
    continueSiteJob: async () => siteJobs.goOn(),
    endSiteJob: () => siteJobs.end(),
  };
}

function personsAtSite(
  safe: Safe,
  { siteId, query, limit }: { readonly siteId: string; readonly query: string; readonly limit: number },
): PersonsAtSite {
  const site = Safe.idOf(siteId);
  const isThere = (personId: string) => openAkteAt(safe, personId, site) !== undefined;
  const ids = query.trim() === '' ? [...safe.directory.persons()] : found(safe, query);
  const there = ids.filter(isThere);
  const rows = there.flatMap((personId): PersonRow[] => {
    const row = rowOf(safe, personId);
    return row === undefined ? [] : [row];
  });
  const inOrder = query.trim() === '' ? rows.toSorted(byName) : rows;
  return { persons: inOrder.slice(0, limit), total: there.length };
}

function found(safe: Safe, query: string): readonly string[] {
  const { exact, soundAlike } = safe.index.search(query, MOST_FOUND);
  return [...exact, ...soundAlike].map(({ personId }) => personId);
}

const names = new Intl.Collator('de');

function byName(a: PersonRow, b: PersonRow): number {
  return names.compare(`${a.familienname} ${a.vorname}`, `${b.familienname} ${b.vorname}`);
}
