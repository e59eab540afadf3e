import type { ElsewhereLists } from '../elsewhere/elsewhere-lists.ts';
import type { Safe } from '../safe/safe.ts';
import type { HeadSocket } from './head-socket.ts';
import type { SnapshotWork } from './snapshot-work.ts';
import type { HouseNames } from './staff-names.ts';

/** The opened safe, and what goes with it until it is locked. */
export interface Unlocked {
  readonly safe: Safe;
  readonly account: string;
  names: HouseNames;
  readonly socket: HeadSocket;
  readonly snapshots: SnapshotWork;
  readonly elsewhere: ElsewhereLists;
}
