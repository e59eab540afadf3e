/** Repeatable chance: the same seed, stream and index give the same numbers on every machine (DD1). */

/** Mixes three numbers into 32 bits; for values that must not depend on what was drawn before. */
export function mix(a: number, b: number, c: number): number {
  let hash =
    Math.imul(a ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(b + 0x7f4a_7c15, 0xc2b2_ae35) ^ Math.imul(c, 0x27d4_eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A generator of whole numbers (sfc32, 128 bits of state). Not for secrets. Source: C. Doty-Humphrey, PractRand. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param stream what the numbers are for, so that one kind of data can change without moving the others. */
  constructor(seed: number, stream: number, index: number) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    this.#c = index | 0;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** 32 bits, unsigned. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 to n - 1. */
  below(n: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * n);
  }

  /** min to max, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** True in so many of 100 cases. */
  percent(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** True in so many of 1,000 cases. */
  permille(permille: number): boolean {
    return this.below(1000) < permille;
  }

  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T {
    return at(list, this.below(list.length));
  }

  /** One of the list, the first ones far more often than the last ones. */
  pickSkewed<T>(list: readonly T[]): T {
    return at(list, Math.floor((this.below(list.length) * this.below(list.length + 1)) / list.length));
  }

  /** One of the list, each as often as its weight says. */
  pickWeighted<T extends { readonly weight: number }>(list: readonly T[]): T {
    let left = this.below(list.reduce((sum, { weight }) => sum + weight, 0));
    for (const choice of list) {
      left -= choice.weight;
      if (left < 0) return choice;
    }
    return at(list, list.length - 1);
  }
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error('DD1: nothing to pick from');
  return value;
}
