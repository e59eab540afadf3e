import { type JoiningDraft, openJoiningDraft, sealJoiningDraft } from '@siegel/seal';
import { readValue, removeValue, VAULT_KEY, vaultKeyOf, writeValue } from './indexed-db-pages.ts';

const DRAFT = 'draft';

/** Keeps the one joining that may have begun in this browser, sealed under a key of its own that cannot be exported (IV14). */
export class JoiningOfBrowser {
  readonly #db: Promise<IDBDatabase>;

  constructor(db: Promise<IDBDatabase>) {
    this.#db = db;
  }

  /** The joining that has begun here, or undefined. */
  async read(): Promise<JoiningDraft | undefined> {
    const db = await this.#db;
    const sealed = await readValue(db, DRAFT);
    const vault = await readValue(db, VAULT_KEY);
    if (!(sealed instanceof Uint8Array) || !(vault instanceof CryptoKey)) return undefined;
    return openJoiningDraft(sealed, vault);
  }

  /** Keeps a joining, durable when it resolves. */
  async write(draft: JoiningDraft): Promise<void> {
    const db = await this.#db;
    await writeValue(db, DRAFT, await sealJoiningDraft(draft, await vaultKeyOf(db)));
  }

  /** Gives it up, its key first. */
  async remove(): Promise<void> {
    const db = await this.#db;
    await removeValue(db, VAULT_KEY);
    await removeValue(db, DRAFT);
  }
}
