import type { ErrorCode } from '@siegel/wire';

/** Where the server is in its life; routes ask, the program sets. */
export interface ServerState {
  phase: 'starting' | 'ready' | 'stopping';
  /** While starting: what it waits for. */
  waitingFor: 'DATABASE_KEY_MISSING' | 'DATABASE_KEY_WRONG' | undefined;
}

/** Why nothing is served at the moment, or undefined. */
export function closedBy({ phase, waitingFor }: ServerState): ErrorCode | undefined {
  if (phase === 'ready') return undefined;
  return phase === 'stopping' ? 'SERVER_STOPPING' : (waitingFor ?? 'DATABASE_KEY_MISSING');
}
