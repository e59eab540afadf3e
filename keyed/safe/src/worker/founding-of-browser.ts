import { type FoundingDraft, openFoundingDraftInBrowser, sealFoundingDraftInBrowser } from '@siegel/seal';
import { readValue, removeValue, VAULT_KEY, vaultKeyOf, writeValue } from './indexed-db-pages.ts';

const DRAFT = 'draft';

/** Keeps the one founding that may have begun in this browser, sealed under a key of its own that cannot be exported. Draft and
 *  key go together, so that nothing that is left on the disk can be opened again (FR2). */
export class FoundingOfBrowser {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** The founding that has begun here, or undefined. */
  async read(): Promise<FoundingDraft | undefined> {
    const sealed = await readValue(this.#db, DRAFT);
    const vault = await readValue(this.#db, VAULT_KEY);
    if (!(sealed instanceof Uint8Array) || !(vault instanceof CryptoKey)) return undefined;
    return openFoundingDraftInBrowser(sealed, vault);
  }

  /** Keeps a founding, durable when it resolves. */
  async write(draft: FoundingDraft): Promise<void> {
    await writeValue(this.#db, DRAFT, await sealFoundingDraftInBrowser(draft, await vaultKeyOf(this.#db)));
  }

  /** Gives it up, its key first. */
  async remove(): Promise<void> {
    await removeValue(this.#db, VAULT_KEY);
    await removeValue(this.#db, DRAFT);
  }
}
