import type { SafeApi, SafeStatus } from '@siegel/safe';

/** Lets a restart of the worker look like a lock to the page, so that drafts and place stay (OF21): the new worker knows of nobody
 *  and says "signed out". That ends with the next sign-in, or with the user signing out. */
export function lockedAfterRestart(api: SafeApi, onRestarted: (listener: () => void) => void): SafeApi {
  let wasOpen = false;
  let isRestarted = false;
  onRestarted(() => (isRestarted = wasOpen));
  const asShown = (status: SafeStatus): SafeStatus => {
    if (status.phase === 'signed-out' && isRestarted) return { ...status, phase: 'locked', restarted: true };
    if (status.phase === 'ready' || status.phase === 'locked') isRestarted = false;
    wasOpen = isRestarted || status.phase === 'ready' || status.phase === 'syncing' || status.phase === 'locked';
    return status;
  };
  return {
    ...api,
    watchStatus: (listener) => api.watchStatus((status) => listener(asShown(status))),
    signOut() {
      isRestarted = false;
      return api.signOut();
    },
  };
}
