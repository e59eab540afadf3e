import type { LeavingApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** Somebody has left: new keys are on their way. */
export function fakeLeaving(): LeavingApi {
  return {
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
