import { setTimeout as sleep } from 'node:timers/promises';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import type { ServerLog } from '../edge/log.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { ServerState } from './server-state.ts';

const LOOK_AGAIN_MS = 2000;

/** What opening needs. */
export interface OpeningTask {
  readonly dataDirectory: string;
  readonly boxKeyFile: string;
  readonly tenants: TenantDirectory;
  readonly state: ServerState;
  readonly log: ServerLog;
}

/** Tries once to open all tenants with the box key. Undefined: the server is ready; otherwise what it waits for. */
export async function tryToOpen(task: OpeningTask): Promise<ServerState['waitingFor']> {
  const { tenants, log } = task;
  const boxKey = await readBoxKeyFile(task.boxKeyFile);
  if (!boxKey.ok) return boxKey.error.code;
  if (boxKey.value.readableByOthers) log.warn('key-file-readable-by-others');
  const engine = createSqliteEngine({ directory: task.dataDirectory, boxKey: boxKey.value });
  await tenants.openAll(engine);
  return tenants.isKeyWrong() ? 'DATABASE_KEY_WRONG' : undefined;
}

/** Waits for the right key: on a box it lies on a stick that somebody has yet to plug in. */
export async function openWhenKeyed(task: OpeningTask, first: ServerState['waitingFor']): Promise<void> {
  let waitingFor = first;
  for (let said: typeof first; waitingFor !== undefined && task.state.phase === 'starting'; ) {
    task.state.waitingFor = waitingFor;
    if (said !== waitingFor) task.log.error('waiting-for-key', { code: waitingFor });
    said = waitingFor;
    await sleep(LOOK_AGAIN_MS, undefined, { ref: true });
    waitingFor = await tryToOpen(task);
  }
  if (task.state.phase !== 'starting') return;
  task.state.waitingFor = undefined;
  task.state.phase = 'ready';
}
