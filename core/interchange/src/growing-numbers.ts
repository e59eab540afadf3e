/** A list of numbers from 0 to 2^53 that grows: eight bytes each, where a plain list of a million takes several times that. */
export class GrowingNumbers {
  #numbers = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = number;
  }

  at(place: number): number {
    return this.#numbers[place] ?? 0;
  }
}

/** Places by the keys of texts, without the texts: sixteen bytes each. Two texts may share a key, rarely, so that whoever finds a
 *  place compares what stands there. */
export class PlaceTable {
  #keys = new Float64Array(2048);
  #places = new Float64Array(2048);
  #size = 0;

  /** Remembers the first place of a text, by its key (`keyOfText`). */
  put(key: number, place: number): void {
    if (this.#size * 2 > this.#keys.length) this.#widen();
    this.#insert(key, place);
  }

  placeOf(key: number): number | undefined {
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#places[slot] : undefined;
  }

  #insert(key: number, place: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === key) return;
    this.#keys[slot] = key;
    this.#places[slot] = place;
    this.#size++;
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = key % this.#keys.length;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #widen(): void {
    const [keys, places] = [this.#keys, this.#places];
    this.#keys = new Float64Array(keys.length * 2);
    this.#places = new Float64Array(keys.length * 2);
    this.#size = 0;
    for (const [slot, key] of keys.entries()) if (key !== 0) this.#insert(key, places[slot] ?? 0);
  }
}

/** The key of a text in a `PlaceTable`: two multiplicative hashes side by side, 21 and 32 bits, and never 0, which stands for an
 *  empty slot. */
export function keyOfText(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high ^= high >>> 15;
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ (high >>> 3);
  return (high >>> 11) * 2 ** 32 + (low >>> 0) || 1;
}
