import type { PageSealer } from '@siegel/seal';
import type { Desk, KeptDraft, Work } from '../channel/kept-work.ts';
import type { PageStore } from '../local/page-store.ts';

const DRAFT = 'draft.';
/** A record or person, or nothing yet (`new`), and the field where one has several texts (TB16). */
const OF = /^(?:[0-9a-f]{32}|new)(?:\.[a-z-]{1,24})?$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The unfinished work of one user on this device: drafts, one page each, and what lies open in a tab. Sealed under a key that
 *  follows from UK: it outlives lock, reload and sign-out, and nobody reads it without its user (DV40). */
export class WorkPages {
  readonly #store: PageStore;
  readonly #sealer: PageSealer;
  readonly #desk: string;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(store: PageStore, sealer: PageSealer, tab: string) {
    this.#store = store;
    this.#sealer = sealer;
    this.#desk = `desk.${tab}`;
  }

  /** Everything that waits. What does not open (damage, another user's) is left out. */
  async read(): Promise<Work> {
    const drafts: (readonly [string, KeptDraft])[] = [];
    for (const name of await this.#store.list(DRAFT)) {
      const draft = (await this.#page(name)) as KeptDraft | undefined;
      if (draft !== undefined) drafts.push([name.slice(DRAFT.length), draft]);
    }
    return { drafts, desk: ((await this.#page(this.#desk)) as Desk | undefined) ?? null };
  }

  /** Keeps or forgets one draft; durable when it resolves. */
  keepDraft(of: string, draft: KeptDraft | null): Promise<void> {
    if (!OF.test(of)) return Promise.resolve();
    return this.#write(`${DRAFT}${of}`, draft);
  }

  /** Keeps what lies open; null forgets it. */
  keepDesk(desk: Desk | null): Promise<void> {
    return this.#write(this.#desk, desk);
  }

  /** Resolves when nothing is on its way to a page. */
  get written(): Promise<unknown> {
    return this.#writing;
  }

  async #page(name: string): Promise<unknown> {
    const sealed = await this.#store.read(name);
    const page = sealed === undefined ? undefined : await this.#sealer.open(name, sealed);
    if (page === undefined) return undefined;
    return JSON.parse(decoder.decode(page)) as unknown;
  }

  /** One write at a time, so that the newest text is the one that stays. */
  #write(name: string, value: unknown): Promise<void> {
    const written = this.#writing.then(async () => {
      if (value === null) return this.#store.remove(name);
      const page = encoder.encode(JSON.stringify(value));
      await this.#store.write(name, await this.#sealer.seal(name, page));
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
