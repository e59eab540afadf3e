import { type PageSealer, pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, hexOf } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import type { BegunUpload } from '../safe/attachments.ts';
import type { SafeGiven } from '../safe/safe-given.ts';

const PREFIX = 'upload.';

/** What an upload was asked for, to be known again after a reload. */
export interface UploadFacts {
  readonly transferId: string;
  readonly personId: string;
  readonly name: string;
  /** Of the file as it is sealed, without what was cleaned out of it. */
  readonly sizeBytes: number;
}

/** An upload that has begun, as it lies sealed on this device. */
export interface NotedUpload extends UploadFacts {
  readonly page: string;
  readonly begun: BegunUpload;
}

/** Uploads of one user on this device that are not over: the key, and the ids of all sections that may have left the device. One
 *  page each, sealed under a key that follows from UK, so that nobody else reads it (AT22). */
export class UploadNotes {
  readonly #store: PageStore;
  readonly #sealer: PageSealer;

  private constructor(store: PageStore, sealer: PageSealer) {
    this.#store = store;
    this.#sealer = sealer;
  }

  static async open({ pages, userKey }: Pick<SafeGiven, 'pages' | 'userKey'>): Promise<UploadNotes> {
    return new UploadNotes(pages, await pageSealer(userKey.secret));
  }

  /** A name for the note of a new upload. */
  static freshPage(): string {
    return `${PREFIX}${hexOf(globalThis.crypto.getRandomValues(new Uint8Array(16)))}`;
  }

  /** All notes; what does not open is left out. */
  async all(): Promise<readonly NotedUpload[]> {
    const notes = await Promise.all((await this.#store.list(PREFIX)).map((page) => this.#read(page)));
    return notes.filter((note) => note !== undefined);
  }

  /** Durable when it resolves. A note that cannot be kept is given up: with an older list of sections it would allow another file
   *  under the same nonces. */
  async keep({ page, begun, ...facts }: NotedUpload): Promise<void> {
    const { transferId, personId, name, sizeBytes } = facts;
    const { key, blobIds } = begun;
    const note: KeptNote = [transferId, personId, name, sizeBytes, [key.fileKey, key.prefix, key.sizeBytes], blobIds];
    try {
      await this.#store.write(page, await this.#sealer.seal(page, encodeCbor(note)));
    } catch {
      await this.#store.remove(page);
    }
  }

  forget(page: string): Promise<void> {
    return page.startsWith(PREFIX) ? this.#store.remove(page) : Promise.resolve();
  }

  async #read(page: string): Promise<NotedUpload | undefined> {
    const sealed = await this.#store.read(page);
    const opened = sealed === undefined ? undefined : await this.#sealer.open(page, sealed);
    if (opened === undefined) return undefined;
    const [transferId, personId, name, sizeBytes, key, blobIds] = decodeCbor(opened) as unknown as KeptNote;
    const [fileKey, prefix, keySizeBytes] = key;
    const begun = { key: { fileKey, prefix, sizeBytes: keySizeBytes }, blobIds };
    return { page, transferId, personId, name, sizeBytes, begun };
  }
}

type KeptNote = readonly [
  transferId: string,
  personId: string,
  name: string,
  sizeBytes: number,
  key: readonly [fileKey: Uint8Array, prefix: Uint8Array, sizeBytes: number],
  blobIds: readonly Uint8Array[],
];
