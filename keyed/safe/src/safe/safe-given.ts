import type { DeviceKeys, UserKey } from '@siegel/seal';
import type { Id } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import type { ServerAddress } from '../server/server-request.ts';

/** What an unlocked user on an approved device brings to open the safe. */
export interface SafeGiven {
  readonly address: ServerAddress;
  readonly tenant: Id;
  readonly instance: Id;
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
  /** The organisation's public key as slot, kit or device file hand it over; the journal must begin with it. */
  readonly orgPublic: Uint8Array;
  readonly pages: PageStore;
  readonly now: () => number;
  /** True while the kit restores this user: the journal does not name the new user key yet (JN17). */
  readonly isRecovering?: true;
}

/** How far a long job is: `done` of `total` (0 when unknown). */
export type OnProgress = (step: 'journal' | 'index' | 'send', done: number, total: number) => void;
