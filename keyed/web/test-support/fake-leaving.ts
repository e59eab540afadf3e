import type { AktenSitesApi, LeavingApi, SitesApi, StrictApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Somebody has left: new keys are on their way. Two invented sites. */
export function fakeLeaving(): LeavingApi & SitesApi & AktenSitesApi & StrictApi {
  return {
    sitesView: async () =>
      ok({
        may: { write: true, release: true },
        sites: [
          {
            siteId: '0'.repeat(32),
            name: 'Lindenhof',
            isOpen: true,
            people: ['Dr. Katrin Albers', 'Jana Böttcher'],
            akten: 12_300,
          },
          { siteId: '1'.repeat(32), name: 'Zweigstelle am Hafen', isOpen: false, people: ['Dr. Mehmet Yıldız'] },
        ],
        people: [{ userId: '0'.repeat(32), name: 'Dr. Katrin Albers', isOwn: true }],
      }),
    chooseSite: async () => ok(true),
    personsAtSite: async () => ({ persons: [], total: 0 }),
    watchSiteJob(listener) {
      listener({ state: 'none', does: 'move', fromSite: '', toSite: '', done: 0, total: 0, stayed: [] });
      return () => undefined;
    },
    beginSiteJob: async () => ok(true),
    stopSiteJob: async () => undefined,
    continueSiteJob: async () => undefined,
    endSiteJob: async () => undefined,
    addSite: async () => fail('RIGHT_MISSING'),
    renameSite: async () => ok(true),
    strictMode: async () => ok({ isOn: false, sites: 2 }),
    setStrictMode: async () => ok(true),
    setSiteOpen: async () => ok(true),
    openTasksOf: async () =>
      ok(['Rückruf Labor', 'Attest schreiben', 'Papier bestellen'].map((title, i) => ({ recordId: String(i), title }))),
    handOverTasks: async () => ok(3),
    readLeftBehind: async () => fail('LOGIN_FAILED'),
    forgetLeftBehind: async () => ok(true),
    watchRenewal(listener) {
      listener({ state: 'running', left: 7_700, total: 20_000, mayRenew: true });
      return () => undefined;
    },
    stopRenewal: async () => undefined,
    continueRenewal: async () => undefined,
  };
}
