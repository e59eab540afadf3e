import type { KnownUser } from '../src/channel/presence-api.ts';
import type { OfflineRecord, TabRecord } from '../src/worker/profile-of-browser.ts';
import type { ServiceGiven } from '../src/worker/service-given.ts';

/** A browser profile in memory: Node has no IndexedDB. */
export class MemoryProfile {
  readonly #tabs = new Map<string, TabRecord>();
  readonly #users = new Map<string, KnownUser>();
  readonly #offline = new Map<string, OfflineRecord>();

  readTab: ServiceGiven['profile']['readTab'] = async (tab) => this.#tabs.get(tab);

  async writeTab(tab: string, record: TabRecord | undefined): Promise<void> {
    if (record === undefined) this.#tabs.delete(tab);
    else this.#tabs.set(tab, record);
  }

  users = async (): Promise<readonly KnownUser[]> => [...this.#users.values()];

  async writeUser(user: KnownUser): Promise<void> {
    this.#users.set(user.account, user);
  }

  readOffline: ServiceGiven['profile']['readOffline'] = async (account) => this.#offline.get(account);

  async writeOffline(account: string, record: OfflineRecord | undefined): Promise<void> {
    if (record === undefined) this.#offline.delete(account);
    else this.#offline.set(account, record);
  }
}
