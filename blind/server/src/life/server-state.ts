import type { MemoryOnDisk, TenantLock } from '@siegel/store';
import type { ErrorCode } from '@siegel/wire';

/** Where the server is in its life; routes ask, the program sets. */
export interface ServerState {
  phase: 'starting' | 'ready' | 'stopping';
  /** While starting: what it waits for, a key above all; another process that has the box; room to change the key. */
  waitingFor: ErrorCode | undefined;
  /** The data folder, held until this server has stopped (BX5). */
  heldBox: TenantLock | undefined;
  /** Where memory of this process may come to lie, as it was at the start (BX12). */
  readonly memory: MemoryOnDisk;
}

/** Why nothing is served at the moment, or undefined. */
export function closedBy({ phase, waitingFor }: ServerState): ErrorCode | undefined {
  if (phase === 'ready') return undefined;
  return phase === 'stopping' ? 'SERVER_STOPPING' : (waitingFor ?? 'DATABASE_KEY_MISSING');
}
