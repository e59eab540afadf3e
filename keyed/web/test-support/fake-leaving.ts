import type { LeavingApi, SitesApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Somebody has left: new keys are on their way. Two invented sites. */
export function fakeLeaving(): LeavingApi & SitesApi {
  return {
    sitesView: async () =>
      ok({
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
    addSite: async () => fail('RIGHT_MISSING'),
    renameSite: async () => ok(true),
    setSiteOpen: async () => ok(true),
    countTasksOf: async () => ok(3),
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
