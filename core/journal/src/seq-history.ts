interface Version<T> {
  readonly seq: number;
  readonly value: T;
}

/** Values by key with the seq since which each one holds. "At seq" means: with all entries before that seq. */
export class SeqHistory<T> {
  readonly #versions = new Map<string, Version<T>[]>();

  /** Enters the value that holds after the entry at `seq`. Seqs must not fall. */
  put(key: string, seq: number, value: T): void {
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [{ seq, value }]);
    else versions.push({ seq, value });
  }

  /** The value of `key` with all entries before `seq`. */
  at(key: string, seq: number): T | undefined {
    const versions = this.#versions.get(key);
    if (versions === undefined) return undefined;
    for (let i = versions.length - 1; i >= 0; i--) {
      const version = versions[i] as Version<T>;
      if (version.seq < seq) return version.value;
    }
    return undefined;
  }

  /** Every value `key` ever had, oldest first. */
  all(key: string): readonly T[] {
    return (this.#versions.get(key) ?? []).map((version) => version.value);
  }

  /** The value of every key at `seq`, in the order the keys first came. */
  latest(seq: number): readonly T[] {
    return this.keys(seq).map((key) => this.at(key, seq) as T);
  }

  /** Keys that have a value at `seq`. */
  keys(seq: number): readonly string[] {
    return [...this.#versions.keys()].filter((key) => this.at(key, seq) !== undefined);
  }

  /** Forgets what was entered at `fromSeq` or later. */
  rollback(fromSeq: number): void {
    for (const [key, versions] of this.#versions) {
      while (versions.length > 0 && (versions[versions.length - 1] as Version<T>).seq >= fromSeq) versions.pop();
      if (versions.length === 0) this.#versions.delete(key);
    }
  }
}
