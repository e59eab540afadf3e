import type { PageStore } from '../local/page-store.ts';
import type { Fetch } from '../server/server-request.ts';
import type { DevicesOfBrowser } from './device-of-browser.ts';
import type { FoundingOfBrowser } from './founding-of-browser.ts';
import type { JoiningOfBrowser } from './joining-of-browser.ts';
import type { ProfileOfBrowser } from './profile-of-browser.ts';
import type { SafeSeat } from './safe-seat.ts';

/** What the worker's surroundings give. */
export interface ServiceGiven {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly devices: Pick<DevicesOfBrowser, 'read' | 'write'>;
  readonly profile: Pick<
    ProfileOfBrowser,
    'readTab' | 'writeTab' | 'users' | 'writeUser' | 'readOffline' | 'writeOffline'
  >;
  readonly foundings: Pick<FoundingOfBrowser, 'read' | 'write' | 'remove'>;
  readonly joinings: Pick<JoiningOfBrowser, 'read' | 'write' | 'remove'>;
  readonly pagesOf: (account: string) => Promise<PageStore>;
  readonly now: () => number;
  readonly clientVersion: string;
  /** What this browser is called until somebody names it; undefined: nothing. */
  readonly browserName?: string;
  /** How often the server is asked whether it is there while nobody is signed in; undefined: never. */
  readonly probeEveryMs?: number;
  /** Undefined where nobody else can have the safe open. */
  readonly seat?: SafeSeat;
  /** Runs `work` unless another window of this browser holds `name`; undefined then. Left out where there
   *  is one window only. */
  readonly exclusively?: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
}
