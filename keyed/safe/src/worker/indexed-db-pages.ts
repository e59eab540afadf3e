import type { PageStore } from '../local/page-store.ts';

const STORE = 'pages';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** Opens the database of this origin for one purpose; one object store of pages by name. */
export async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const db = await done(request);
  // The browser has taken away what is stored here. Going on would write pages with holes: the worker breaks, and a new one begins
  // with nothing (OF22). Closed by this program itself, nothing is called.
  db.addEventListener('close', () => {
    throw new Error('OF22: the storage of this browser was taken away');
  });
  return db;
}

/** Sealed pages in IndexedDB. A page is one value: written whole or not at all, durable when the promise resolves. */
export class IndexedDbPages implements PageStore {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return (await done(this.#store('readonly').get(name))) as Uint8Array | undefined;
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const transaction = this.#db.transaction(STORE, 'readwrite', { durability: 'strict' });
    transaction.objectStore(STORE).put(bytes, name);
    await finished(transaction);
  }

  async remove(name: string): Promise<void> {
    await done(this.#store('readwrite').delete(name));
  }

  async list(prefix: string): Promise<readonly string[]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    return (await done(this.#store('readonly').getAllKeys(range))) as string[];
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#db.transaction(STORE, mode).objectStore(STORE);
  }
}

/** Reads any value by name, for what is no page (a CryptoKey). */
export function readValue(db: IDBDatabase, name: string): Promise<unknown> {
  return done(db.transaction(STORE, 'readonly').objectStore(STORE).get(name) as IDBRequest<unknown>);
}

/** Writes any structured-cloneable value by name. */
export async function writeValue(db: IDBDatabase, name: string, value: unknown): Promise<void> {
  const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
  transaction.objectStore(STORE).put(value, name);
  await finished(transaction);
}

/** Removes a value, durable when it resolves. */
export async function removeValue(db: IDBDatabase, name: string): Promise<void> {
  const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
  transaction.objectStore(STORE).delete(name);
  await finished(transaction);
}

/** Names that begin with `prefix`, sorted. */
export async function listNames(db: IDBDatabase, prefix: string): Promise<readonly string[]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return (await done(db.transaction(STORE, 'readonly').objectStore(STORE).getAllKeys(range))) as string[];
}

export const VAULT_KEY = 'vault-key';

/** The key of this browser profile, made once; it cannot be exported. Two tabs that begin together agree on one: the second
 *  finds what the first has put there. */
export async function vaultKeyOf(db: IDBDatabase): Promise<CryptoKey> {
  const kept = await readValue(db, VAULT_KEY);
  if (kept instanceof CryptoKey) return kept;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore(STORE);
  const looked = store.get(VAULT_KEY);
  looked.onsuccess = () => {
    if (!(looked.result instanceof CryptoKey)) store.put(made, VAULT_KEY);
  };
  await finished(transaction);
  return (await readValue(db, VAULT_KEY)) as CryptoKey;
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}
