import { type DeviceKeys, openDeviceKeysInBrowser, sealDeviceKeysInBrowser } from '@siegel/seal';
import { readValue, vaultKeyOf, writeValue } from './indexed-db-pages.ts';

/** Keeps the device keys of each account of this browser profile, sealed under a key that cannot be exported. */
export class DevicesOfBrowser {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** The device keys of an account here, or undefined when this browser has none for it. */
  async read(account: string): Promise<DeviceKeys | undefined> {
    const sealed = await readValue(this.#db, nameOf(account));
    return sealed instanceof Uint8Array ? openDeviceKeysInBrowser(sealed, await vaultKeyOf(this.#db)) : undefined;
  }

  /** Keeps device keys, in place of older ones of the account. */
  async write(account: string, keys: DeviceKeys): Promise<void> {
    await writeValue(this.#db, nameOf(account), await sealDeviceKeysInBrowser(keys, await vaultKeyOf(this.#db)));
  }
}

function nameOf(account: string): string {
  return `device.${account}`;
}
