import { type CborValue, concatBytes, decodeSequence, encodeCbor, encodeSequence } from '@siegel/wire';
import { isDeviceFull } from './device-full.ts';
import type { LocalPages } from './local-pages.ts';

/** How much of opened Akten a device keeps for the time without a line. */
export interface KeptLimits {
  readonly persons: number;
  readonly bytes: number;
}

const KEPT_LIMITS: KeptLimits = { persons: 200, bytes: 64 * 2 ** 20 };

interface Copy {
  readonly person: string;
  readonly slot: number;
  readonly sizeBytes: number;
  readonly keptAtMs: number;
}

/** What the server delivered of opened Akten, kept sealed: one page per person as it came (wraps and envelopes, both sealed by
 *  themselves), and a page that lists them. Within the limits; the one opened longest ago goes first (OF1, OF2). Everything in it
 *  can be fetched again, so that nothing here ever fails a reader. */
export class KeptAkten {
  readonly #pages: LocalPages;
  readonly #list: LocalPages;
  readonly #given: { readonly now: () => number; readonly limits: KeptLimits };
  readonly #copies = new Map<string, Copy>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    pages: LocalPages,
    list: LocalPages,
    given: { readonly now: () => number; readonly limits?: KeptLimits },
  ) {
    this.#pages = pages;
    this.#list = list;
    this.#given = { limits: KEPT_LIMITS, ...given };
  }

  /** Persons with a copy here, the one kept longest ago first. */
  get persons(): readonly string[] {
    return [...this.#copies.keys()];
  }

  /** When the copy of a person was fetched, undefined without one. */
  keptAtMs(person: string): number | undefined {
    return this.#copies.get(person)?.keptAtMs;
  }

  /** Reads which copies there are. */
  async restore(): Promise<void> {
    const page = await this.#list.at(0);
    for (const item of page === undefined ? [] : decodeSequence(page)) {
      const copy = copyOfCbor(item);
      if (copy !== undefined) this.#copies.set(copy.person, copy);
    }
  }

  /** Keeps what came for a person in place of what was there. Without room the oldest copies go, then this one does not stay. */
  keep(person: string, items: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const keptAtMs = this.#given.now();
      const page = concatBytes(encodeCbor([person, keptAtMs]), items);
      if (page.length > this.#given.limits.bytes) return this.#remove([person]);
      const known = this.#copies.get(person);
      await this.#remove(this.#tooMuchWith(person, page.length));
      const copy = { person, slot: known?.slot ?? this.#freeSlot(), sizeBytes: page.length, keptAtMs };
      if (!(await this.#written(copy.slot, page))) return this.#remove([person]);
      // Order of the map = order of age: what was opened again is the youngest.
      this.#copies.delete(person);
      this.#copies.set(person, copy);
      await this.#writeList();
    });
  }

  /** What is kept of a person, or undefined. */
  async read(person: string): Promise<readonly CborValue[] | undefined> {
    const copy = this.#copies.get(person);
    const page = copy === undefined ? undefined : await this.#pages.at(copy.slot);
    if (page === undefined) return undefined;
    const [head, ...items] = decodeSequence(page);
    // The list and the page are written one after the other: a cut in between leaves somebody else's page in the slot.
    return Array.isArray(head) && head[0] === person ? items : undefined;
  }

  /** Takes the copies of these persons off the device. */
  drop(persons: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      if (!persons.some((person) => this.#copies.has(person))) return;
      await this.#remove(persons);
      await this.#writeList();
    });
  }

  /** Takes all copies off the device; does not wait for its turn, because the device has no room for whoever has it. */
  async clear(): Promise<void> {
    await this.#remove(this.persons);
    await this.#list.remove(0);
  }

  #tooMuchWith(person: string, sizeBytes: number): readonly string[] {
    const { limits } = this.#given;
    const others = [...this.#copies.values()].filter((copy) => copy.person !== person);
    let bytes = others.reduce((sum, copy) => sum + copy.sizeBytes, sizeBytes);
    const gone: string[] = [];
    for (const copy of others) {
      if (bytes <= limits.bytes && others.length - gone.length < limits.persons) break;
      gone.push(copy.person);
      bytes -= copy.sizeBytes;
    }
    return gone;
  }

  #freeSlot(): number {
    const taken = new Set([...this.#copies.values()].map(({ slot }) => slot));
    let slot = 0;
    while (taken.has(slot)) slot++;
    return slot;
  }

  async #remove(persons: readonly string[]): Promise<void> {
    for (const person of persons) {
      const copy = this.#copies.get(person);
      this.#copies.delete(person);
      if (copy !== undefined) await this.#pages.remove(copy.slot);
    }
  }

  async #written(slot: number, page: Uint8Array): Promise<boolean> {
    try {
      await this.#pages.put(slot, page);
      return true;
    } catch (error) {
      if (isDeviceFull(error)) return false;
      throw error;
    }
  }

  async #writeList(): Promise<void> {
    const items = [...this.#copies.values()].map(
      ({ person, slot, sizeBytes, keptAtMs }): CborValue => [person, slot, sizeBytes, keptAtMs],
    );
    await this.#list.put(0, encodeSequence(items));
  }

  /** One change at a time; a device that cannot keep a copy keeps none. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change).catch(() => undefined);
    this.#turn = done;
    return done;
  }
}

function copyOfCbor(item: CborValue): Copy | undefined {
  if (!Array.isArray(item)) return undefined;
  const [person, slot, sizeBytes, keptAtMs] = item as readonly CborValue[];
  return typeof person === 'string' &&
    typeof slot === 'number' &&
    typeof sizeBytes === 'number' &&
    typeof keptAtMs === 'number'
    ? { person, slot, sizeBytes, keptAtMs }
    : undefined;
}
