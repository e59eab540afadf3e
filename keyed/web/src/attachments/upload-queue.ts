import type { Attached } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';

/** A file somebody gave to this Akte. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  readonly day: string;
  readonly state:
    | { readonly is: 'queued' | 'running' }
    | { readonly is: 'failed'; readonly failure: Failure }
    | { readonly is: 'attached'; readonly keptMetadata: boolean };
}

type Attach = (upload: Upload) => Promise<Result<Attached>>;

/** The files given to one Akte, sent one after the other: several at once would only share the line (AT21). */
export class UploadQueue {
  #uploads: readonly Upload[] = [];
  #isRunning = false;
  readonly #attach: Attach;
  readonly #changed: (uploads: readonly Upload[]) => void;

  constructor(attach: Attach, changed: (uploads: readonly Upload[]) => void) {
    this.#attach = attach;
    this.#changed = changed;
  }

  add(files: readonly File[], day: string): void {
    const added = files.map((file): Upload => ({ id: crypto.randomUUID(), file, day, state: { is: 'queued' } }));
    this.#set([...this.#uploads, ...added]);
    void this.#run();
  }

  /** Sends a file that failed once more. */
  again(id: string): void {
    this.#settle(id, { is: 'queued' });
    void this.#run();
  }

  /** Takes a file out of the list; one that is running must be cancelled first. */
  remove(id: string): void {
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#settle(next.id, { is: 'running' });
      const attached = await this.#attach(next);
      if (!attached.ok) this.#settle(next.id, { is: 'failed', failure: attached.error });
      else if (attached.value.cleaning === 'not-possible')
        this.#settle(next.id, { is: 'attached', keptMetadata: true });
      else this.remove(next.id);
    }
    this.#isRunning = false;
  }

  #next(): Upload | undefined {
    return this.#uploads.find(({ state }) => state.is === 'queued');
  }

  #settle(id: string, state: Upload['state']): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    this.#changed(uploads);
  }
}
