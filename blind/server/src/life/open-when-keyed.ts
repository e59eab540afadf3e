import { setTimeout as sleep } from 'node:timers/promises';
import { createSqliteEngine, finishRekey, holdBox, openBox } from '@siegel/store';
import type { ServerLog } from '../edge/log.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { ServerState } from './server-state.ts';

const LOOK_AGAIN_MS = 2000;

/** What opening needs. */
export interface OpeningTask {
  readonly dataDirectory: string;
  /** A stick file, a folder with sticks, or the key file of a box without sticks. */
  readonly boxKeyFile: string;
  readonly tenants: TenantDirectory;
  readonly state: ServerState;
  readonly log: ServerLog;
}

/** Tries once to open all tenants with the box key. Undefined: the server is ready; otherwise what it waits for. The key is read while the
 *  box is held, so that nobody changes it meanwhile, and never again after that (BX3, BX5). */
export async function tryToOpen(task: OpeningTask): Promise<ServerState['waitingFor']> {
  const hold = await holdBox(task.dataDirectory);
  if (!hold.ok) return hold.error.code;
  const waitingFor = await openHeld(task);
  if (waitingFor === undefined) task.state.heldBox = hold.value;
  else hold.value.release();
  return waitingFor;
}

async function openHeld({ dataDirectory, boxKeyFile, tenants, log }: OpeningTask): Promise<ServerState['waitingFor']> {
  const opened = await openBox(dataDirectory, boxKeyFile);
  if (!opened.ok) return opened.error.code;
  const { value: box } = opened;
  if (box.readableByOthers) log.warn('key-file-readable-by-others');
  const finished = await finishRekey(dataDirectory, box);
  if (!finished.ok) return finished.error.code;
  if (finished.value > 0) log.error('rekey-unfinished', { code: 'DATABASE_DAMAGED', count: finished.value });
  await tenants.openAll(createSqliteEngine({ directory: dataDirectory, boxKey: { bytes: box.bytes } }));
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
