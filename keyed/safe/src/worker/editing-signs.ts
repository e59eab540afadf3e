import type { PresencePush } from './head-socket.ts';

/** What was not repeated for so long is over: a browser that died says nothing any more. */
const LIFE_MS = 30_000;

/** A device that changes a record. */
interface Sign {
  readonly record: string;
  readonly device: string;
  readonly untilMs: number;
}

/** Who is said to change what. Nothing of it is proven and nothing depends on it: it only warns. */
export class EditingSigns {
  readonly #now: () => number;
  readonly #signs = new Map<string, Sign>();
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Records and devices of now. */
  get all(): readonly Pick<Sign, 'record' | 'device'>[] {
    return [...this.#signs.values()].filter(({ untilMs }) => untilMs > this.#now());
  }

  heard({ record, device, editing }: PresencePush): void {
    const key = `${record} ${device}`;
    if (editing) this.#signs.set(key, { record, device, untilMs: this.#now() + LIFE_MS });
    else this.#signs.delete(key);
    this.#tell();
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#signs.clear();
  }

  #tell(): void {
    for (const [key, { untilMs }] of this.#signs) if (untilMs <= this.#now()) this.#signs.delete(key);
    for (const listener of this.#listeners) listener();
    clearTimeout(this.#timer);
    if (this.#signs.size > 0) this.#timer = setTimeout(() => this.#tell(), LIFE_MS);
  }
}
