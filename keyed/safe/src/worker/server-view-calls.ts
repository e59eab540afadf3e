import { fail } from '@siegel/wire';
import type { ServerViewApi } from '../channel/server-view-api.ts';
import type { SafeSession } from './safe-session.ts';
import { serverView } from './server-view.ts';

/** "Was der Server sieht". */
export function serverViewCalls(session: SafeSession): ServerViewApi {
  return {
    serverView: async (recordId) =>
      session.unlocked === undefined ? fail('SESSION_MISSING') : serverView(session.unlocked.safe, recordId),
  };
}
