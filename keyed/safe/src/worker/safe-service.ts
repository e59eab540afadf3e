import type { SafeApi } from '../channel/safe-api.ts';
import { accessCalls } from './access-calls.ts';
import { akteCalls } from './akte-calls.ts';
import { exportCalls } from './export-calls.ts';
import { approvalCalls } from './approval-calls.ts';
import { presenceCalls } from './presence-calls.ts';
import { foundingCalls } from './founding-calls.ts';
import { homeCalls } from './home-calls.ts';
import { personCalls } from './person-calls.ts';
import { importCalls } from './import-calls.ts';
import { attachmentCalls } from './attachment-calls.ts';
import { historyCalls } from './history-calls.ts';
import { moveCalls } from './move-calls.ts';
import { SafeSession, type ServiceGiven } from './safe-session.ts';
import { searchCalls } from './search-calls.ts';
import { serverViewCalls } from './server-view-calls.ts';
import { signInCalls } from './sign-in-calls.ts';
import { waitingCalls } from './waiting-calls.ts';

/** The safe as the page uses it: the only holder of keys and opened content in the browser. */
export function createSafeService(given: ServiceGiven): SafeApi {
  const session = new SafeSession(given);
  return {
    ...signInCalls(session),
    ...searchCalls(session),
    ...akteCalls(session),
    ...presenceCalls(session),
    ...approvalCalls(session),
    ...accessCalls(session),
    ...foundingCalls(session),
    ...homeCalls(session),
    ...personCalls(session),
    ...waitingCalls(session),
    ...importCalls(session),
    ...exportCalls(session),
    ...attachmentCalls(session),
    ...historyCalls(session),
    ...moveCalls(session),
    ...serverViewCalls(session),
  };
}
