import type { SafeApi } from '../channel/safe-api.ts';
import { akteCalls } from './akte-calls.ts';
import { exportCalls } from './export-calls.ts';
import { importCalls } from './import-calls.ts';
import { SafeSession, type ServiceGiven } from './safe-session.ts';
import { searchCalls } from './search-calls.ts';
import { serverViewCalls } from './server-view-calls.ts';
import { signInCalls } from './sign-in-calls.ts';

/** The safe as the page uses it: the only holder of keys and opened content in the browser. */
export function createSafeService(given: ServiceGiven): SafeApi {
  const session = new SafeSession(given);
  return {
    ...signInCalls(session),
    ...searchCalls(session),
    ...akteCalls(session),
    ...serverViewCalls(session),
    ...importCalls(session),
    ...exportCalls(session),
  };
}
