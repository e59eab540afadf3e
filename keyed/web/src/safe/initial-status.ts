import type { SafeStatus } from '@siegel/safe';

/** The state before the safe has said anything: nobody is signed in. */
export const INITIAL_STATUS: SafeStatus = {
  phase: 'signed-out',
  online: true,
  progress: 0,
  persons: 0,
  journalSize: 0,
  level: 'server-word',
  queued: 0,
  refused: 0,
  quarantined: 0,
  unreadablePersons: 0,
  clientVersion: '',
};
