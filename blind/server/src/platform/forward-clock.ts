import type { World } from './world.ts';

/** A clock that never falls and never stands still: it goes on with the machine's monotonic time when the wall clock is set
 *  back, and follows the wall clock forward. What ends at a time ends then, whoever turns the clock (DV20). */
export class ForwardClock {
  readonly #world: Pick<World, 'now' | 'elapsed'>;
  #nowMs: number;
  #elapsedMs: number;

  /** @param atLeastMs the newest time that is known to have been, from before this start. */
  constructor(world: Pick<World, 'now' | 'elapsed'>, atLeastMs = 0) {
    this.#world = world;
    this.#elapsedMs = Math.floor(world.elapsed());
    this.#nowMs = Math.max(world.now(), atLeastMs);
  }

  /** ms since 1970, not before any earlier answer. */
  now(): number {
    const elapsedMs = Math.floor(this.#world.elapsed());
    this.#nowMs = Math.max(this.#world.now(), this.#nowMs + elapsedMs - this.#elapsedMs);
    this.#elapsedMs = elapsedMs;
    return this.#nowMs;
  }
}
