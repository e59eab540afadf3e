import type { BackupPlanner } from '../backups/backup-planner.ts';
import type { ServerLog } from '../edge/log.ts';
import type { World } from '../platform/world.ts';
import type { Foundings } from '../tenants/foundings.ts';
import type { FoundingToken } from '../tenants/founding-token.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { DiskRoom } from './disk-room.ts';
import type { DiskWatch } from './disks/disk-watch.ts';
import type { RequestLimits } from './request-limits.ts';
import type { ServerState } from './server-state.ts';

/** What routes are made of. */
export interface ServerContext {
  readonly tenants: TenantDirectory;
  readonly foundings: Foundings;
  readonly foundingToken: FoundingToken;
  readonly log: ServerLog;
  readonly world: World;
  readonly limits: RequestLimits;
  readonly state: ServerState;
  readonly room: DiskRoom;
  readonly disks: DiskWatch;
  readonly planner: BackupPlanner;
}
