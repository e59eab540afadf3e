/** Rows that come in pages in order of their seq, asked for by ascending seqs of which some have no row. */
export class CaughtUp<T extends { readonly seq: number }> {
  readonly #pages: AsyncIterator<readonly T[]>;
  #page: readonly T[] = [];
  #next = 0;

  constructor(pages: AsyncIterable<readonly T[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The row of this seq, or undefined. A later call asks for a later seq. */
  async at(seq: number): Promise<T | undefined> {
    for (;;) {
      const row = this.#page[this.#next];
      if (row === undefined) {
        const page = await this.#pages.next();
        if (page.done === true) return undefined;
        this.#page = page.value;
        this.#next = 0;
      } else if (row.seq >= seq) return row.seq === seq ? row : undefined;
      else this.#next += 1;
    }
  }
}
