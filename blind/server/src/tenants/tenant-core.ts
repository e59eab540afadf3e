import type { Membership } from '@siegel/journal';
import type { TenantStore } from '@siegel/store';
import type { Id } from '@siegel/wire';
import type { UserFactors } from '../factors/user-factors.ts';
import type { LogKey } from '../platform/log-key.ts';
import type { World } from '../platform/world.ts';
import type { PasswordAges } from './password-ages.ts';
import type { SessionHalves } from './session-halves.ts';
import type { SessionTable } from './session-table.ts';

/** What everything about one open tenant starts from. */
export interface TenantCore {
  readonly tenant: Id;
  /** The tenant id as 32 hex digits. */
  readonly hex: string;
  readonly instance: Id;
  readonly logKey: LogKey;
  /** Author id of server-authored entries. */
  readonly logAuthor: Id;
  /** OPAQUE server set-up (SERVER_SECRETS): answers log-ins, opens nothing. */
  readonly opaqueSetup: string;
  readonly store: TenantStore;
  /** The fold over the house entries; only the writer changes it. */
  readonly membership: Membership;
  readonly sessions: SessionTable;
  readonly halves: SessionHalves;
  readonly passwords: PasswordAges;
  readonly factors: UserFactors;
  readonly world: World;
  /** Size of the journal behind the newest erasure, or behind the newest turn of strict mode (BS27): no set of shards that covers less is
   *  handed out. 0 before one. Only the writer changes it (SN14). */
  readonly erased: { size: number };
}
