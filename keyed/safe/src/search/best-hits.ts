/** Counts all hits and keeps the best few of them in order. */
export class BestHits {
  readonly #limit: number;
  readonly #isBefore: (slot: number, other: number) => boolean;
  readonly #slots: number[] = [];
  readonly #ranks: number[] = [];
  readonly #isShown: (slot: number) => boolean;
  #total = 0;

  /** @param isBefore the alphabetical order among hits of the same rank. @param isShown false for a hit that is neither shown nor counted. */
  constructor(
    limit: number,
    isBefore: (slot: number, other: number) => boolean,
    isShown: (slot: number) => boolean = () => true,
  ) {
    this.#limit = limit;
    this.#isBefore = isBefore;
    this.#isShown = isShown;
  }

  /** All hits offered so far. */
  get total(): number {
    return this.#total;
  }

  /** The best hits, best first. */
  get slots(): readonly number[] {
    return this.#slots;
  }

  /** Offers one hit; a smaller rank comes first. */
  offer(slot: number, rank: number): void {
    if (!this.#isShown(slot)) return;
    this.#total++;
    const count = this.#slots.length;
    if (count === this.#limit && (count === 0 || !this.#comesBefore(slot, rank, count - 1))) return;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#comesBefore(slot, rank, middle)) high = middle;
      else low = middle + 1;
    }
    this.#slots.splice(low, 0, slot);
    this.#ranks.splice(low, 0, rank);
    if (count < this.#limit) return;
    this.#slots.pop();
    this.#ranks.pop();
  }

  #comesBefore(slot: number, rank: number, place: number): boolean {
    const otherRank = this.#ranks[place] ?? 0;
    return rank === otherRank ? this.#isBefore(slot, this.#slots[place] ?? 0) : rank < otherRank;
  }
}
