import { fail } from '@siegel/wire';
import type { ExportApi, ExportProgress } from '../channel/export-api.ts';
import type { SafeSession } from './safe-session.ts';

/** Giving Akten out, one export at a time. */
export function exportCalls(session: SafeSession): ExportApi {
  const listeners = new Set<(progress: ExportProgress) => void>();
  let progress: ExportProgress = { state: 'idle' };
  let isStopped = false;
  const tell = (next: ExportProgress) => {
    progress = next;
    for (const listener of listeners) listener(next);
  };
  const mayExport = () => {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return false;
    const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
    // Half an Akte would look like a whole one.
    return rights.has('export') && rights.has('read-records');
  };
  return {
    async exportAkten(wish) {
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      if (!mayExport()) return fail('RIGHT_MISSING');
      if (progress.state !== 'idle') return fail('IMPORT_RUNNING');
      isStopped = false;
      tell({ state: 'writing', done: 0, total: 0, sizeBytes: 0 });
      const { writeArchive } = await import('./write-archive.ts');
      const watch = { isStopped: () => isStopped || session.unlocked !== unlocked, tell };
      return writeArchive(unlocked, wish, watch).finally(() => tell({ state: 'idle' }));
    },
    stopExport: async () => {
      isStopped = true;
    },
    watchExport(listener) {
      listeners.add(listener);
      listener(progress);
      return () => void listeners.delete(listener);
    },
    mayExport: async () => mayExport(),
  };
}
