import type { SupportApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Nobody of support is or was here. */
export function fakeSupport(): SupportApi {
  return {
    supportOverview: async () => ok({ mayAdminister: true, sites: [], admissions: [] }),
    inviteSupport: async () => fail('RIGHT_MISSING'),
    watchSupport(listener) {
      listener([]);
      return () => undefined;
    },
    supportView: async () => fail('SESSION_MISSING'),
    supportAkte: async () => fail('SESSION_MISSING'),
  };
}
