import { openInBrowser, sealInBrowser, type VaultPurpose } from '@siegel/seal';
import { type CborValue, decodeCbor, encodeCbor, type Id } from '@siegel/wire';
import type { KnownUser } from '../channel/presence-api.ts';
import { listNames, readValue, removeValue, vaultKeyOf, writeValue } from './indexed-db-pages.ts';

/** Who works in one tab of this browser, and how the safe opens again after a reload. */
export interface TabRecord {
  readonly account: string;
  readonly sessionId: string;
  readonly tenant: Id;
  readonly instance: Id;
  readonly user: Id;
  /** UK under the half of the session (DV12); undefined while the tab is locked. */
  readonly slot?: Uint8Array;
}

/** UK under the stretched password, and when the server was heard last (DV13). */
export interface OfflineRecord {
  readonly tenant: Id;
  readonly instance: Id;
  readonly user: Id;
  readonly heardAtMs: number;
  readonly slot: Uint8Array;
}

/** What a browser profile keeps beside device keys and pages, all of it under its non-extractable key (DV11): who is at home in
 *  which tab, who has worked here, and the offline slots. */
export class ProfileOfBrowser {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  async readTab(tab: string): Promise<TabRecord | undefined> {
    const fields = await this.#read('tab-vault', `tab.${tab}`);
    if (fields === undefined) return undefined;
    const [account, sessionId, tenant, instance, user, slot] = fields as readonly [string, string, Id, Id, Id, Id?];
    return { account, sessionId, tenant, instance, user, ...(slot === undefined ? {} : { slot }) };
  }

  /** Keeps a record in place of an older one; undefined takes it away. */
  async writeTab(tab: string, record: TabRecord | undefined): Promise<void> {
    if (record === undefined) return removeValue(this.#db, `tab.${tab}`);
    const { account, sessionId, tenant, instance, user, slot } = record;
    const fields = [account, sessionId, tenant, instance, user, ...(slot === undefined ? [] : [slot])];
    await this.#write('tab-vault', `tab.${tab}`, fields);
  }

  /** People who have opened their safe here, by name. */
  async users(): Promise<readonly KnownUser[]> {
    const names = await listNames(this.#db, 'user.');
    const users = await Promise.all(names.map((name) => this.#read('user-vault', name)));
    return users
      .flatMap((fields) => (fields === undefined ? [] : [userOf(fields as readonly string[])]))
      .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'de'));
  }

  async writeUser({ account, displayName, tenantName }: KnownUser): Promise<void> {
    await this.#write('user-vault', `user.${account}`, [account, displayName, tenantName]);
  }

  async readOffline(account: string): Promise<OfflineRecord | undefined> {
    const fields = await this.#read('offline-vault', `offline.${account}`);
    if (fields === undefined) return undefined;
    const [tenant, instance, user, heardAtMs, slot] = fields as readonly [Id, Id, Id, number, Uint8Array];
    return { tenant, instance, user, heardAtMs, slot };
  }

  async writeOffline(account: string, record: OfflineRecord | undefined): Promise<void> {
    if (record === undefined) return removeValue(this.#db, `offline.${account}`);
    const { tenant, instance, user, heardAtMs, slot } = record;
    await this.#write('offline-vault', `offline.${account}`, [tenant, instance, user, heardAtMs, slot]);
  }

  /** What does not open was kept under a key the browser has thrown away: it counts as not there. */
  async #read(purpose: VaultPurpose, name: string): Promise<readonly CborValue[] | undefined> {
    const sealed = await readValue(this.#db, name);
    if (!(sealed instanceof Uint8Array)) return undefined;
    const opened = await openInBrowser(purpose, sealed, await vaultKeyOf(this.#db));
    return opened === undefined ? undefined : (decodeCbor(opened) as readonly CborValue[]);
  }

  async #write(purpose: VaultPurpose, name: string, fields: readonly CborValue[]): Promise<void> {
    const sealed = await sealInBrowser(purpose, encodeCbor(fields), await vaultKeyOf(this.#db));
    await writeValue(this.#db, name, sealed);
  }
}

function userOf([account = '', displayName = '', tenantName = '']: readonly string[]): KnownUser {
  return { account, displayName, tenantName };
}
