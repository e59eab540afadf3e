import type { ServiceGiven } from '../src/worker/safe-session.ts';

/** A browser profile in which nobody has worked yet, and that keeps nothing: Node has no IndexedDB. */
export const EMPTY_PROFILE: ServiceGiven['profile'] = {
  readTab: async () => undefined,
  writeTab: async () => undefined,
  users: async () => [],
  writeUser: async () => undefined,
  readOffline: async () => undefined,
  writeOffline: async () => undefined,
};
