import type { ServiceGiven } from '../src/worker/service-given.ts';

/** A browser profile in which nobody has worked yet, and that keeps nothing: Node has no IndexedDB. */
export const EMPTY_BROWSER: Pick<ServiceGiven, 'devices' | 'profile' | 'foundings' | 'joinings'> = {
  devices: { read: async () => undefined, write: async () => undefined },
  profile: {
    readTab: async () => undefined,
    writeTab: async () => undefined,
    users: async () => [],
    writeUser: async () => undefined,
    readOffline: async () => undefined,
    writeOffline: async () => undefined,
  },
  joinings: { read: async () => undefined, write: async () => undefined, remove: async () => undefined },
  foundings: { read: async () => undefined, write: async () => undefined, remove: async () => undefined },
};
