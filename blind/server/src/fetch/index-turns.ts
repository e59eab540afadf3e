import type { World } from '../platform/world.ts';

const BETWEEN_MS = 10_000;

/** When each device last asked for the index (SY22). Devices are few; the table is bounded by the membership. */
export class IndexTurns {
  readonly #lastByDevice = new Map<string, number>();
  readonly #now: World['now'];

  constructor(now: World['now']) {
    this.#now = now;
  }

  /** True when ten seconds have passed since the device's last turn; then this is one. */
  take(device: string): boolean {
    const now = this.#now();
    const last = this.#lastByDevice.get(device);
    // A clock that was set back must not lock a device out.
    if (last !== undefined && now >= last && now - last < BETWEEN_MS) return false;
    this.#lastByDevice.set(device, now);
    return true;
  }
}
