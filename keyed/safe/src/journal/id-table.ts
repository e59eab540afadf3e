import { hexOf, type Id, ID_BYTES } from '@siegel/wire';

const FIRST_CAPACITY = 1024;
/** Slots per id: a table at most half full is probed once or twice. */
const SLOTS_PER_ID = 2;
const FNV_PRIME = 0x01000193;

/** Numbers ids in the order they first came: 0, 1, 2 ... A map keyed by hex strings costs a string per look-up and keeps one
 *  per id for ever; following 100,000 entries spent a third of its time there. An id once numbered stays. */
export class IdTable {
  #size = 0;
  #ids = new Uint8Array(FIRST_CAPACITY * ID_BYTES);
  /** Number + 1, open addressing. */
  #slots = new Uint32Array(FIRST_CAPACITY * SLOTS_PER_ID);

  get size(): number {
    return this.#size;
  }

  /** The number of an id, or undefined when it never came. */
  numberOf(id: Id): number | undefined {
    const found = this.#slots[this.#slotOf(id)] as number;
    return found === 0 ? undefined : found - 1;
  }

  /** The number of an id; a new one when it never came. */
  add(id: Id): number {
    const slot = this.#slotOf(id);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.#size++;
    this.#slots[slot] = number + 1;
    this.#ids.set(id, number * ID_BYTES);
    if (this.#size * SLOTS_PER_ID === this.#slots.length) this.#grow();
    return number;
  }

  /** The id with this number; a view that stays as it is. */
  idAt(number: number): Id {
    return this.#ids.subarray(number * ID_BYTES, (number + 1) * ID_BYTES);
  }

  /** All ids as hex, in the order they came. */
  *hexIds(): IterableIterator<string> {
    for (let number = 0; number < this.#size; number++) yield hexOf(this.idAt(number));
  }

  /** The slot where an id is, or would be. */
  #slotOf(id: Id): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(id) & mask;
    while (this.#slots[slot] !== 0 && !this.#isAt((this.#slots[slot] as number) - 1, id)) slot = (slot + 1) & mask;
    return slot;
  }

  #isAt(number: number, id: Id): boolean {
    const at = number * ID_BYTES;
    for (let i = 0; i < ID_BYTES; i++) if (this.#ids[at + i] !== id[i]) return false;
    return true;
  }

  #grow(): void {
    const ids = new Uint8Array(this.#ids.length * 2);
    ids.set(this.#ids);
    this.#ids = ids;
    const slots = this.#slots.filter((found) => found !== 0);
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (const found of slots) {
      let slot = hashOf(this.idAt(found - 1)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = found;
    }
  }
}

function hashOf(id: Id): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < ID_BYTES; i++) hash = Math.imul(hash ^ (id[i] as number), FNV_PRIME);
  return (hash ^ (hash >>> 15)) >>> 0;
}
