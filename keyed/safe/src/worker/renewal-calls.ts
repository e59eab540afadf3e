import type { RenewalApi } from '../channel/renewal-api.ts';
import type { SafeSession } from './safe-session.ts';

/** Progress of new case keys, stopping it here, and going on. */
export function renewalCalls({ renewals }: SafeSession): RenewalApi {
  return {
    watchRenewal: (listener) => renewals.watch(listener),
    stopRenewal: async () => renewals.stop(),
    continueRenewal: async () => renewals.begin(),
  };
}
