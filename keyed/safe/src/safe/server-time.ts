import type { Safe } from './safe.ts';

/** A time of the server, and where the own clock stood when it was known. */
interface Known {
  readonly size: number;
  readonly atMs: number;
  readonly ticksMs: number;
}

const knownBySafe = new WeakMap<Safe, Known>();

/** The time of the server, as late as this device can prove it: when the newest followed entry was received there, and what has passed
 *  since on a clock nobody can set (FG36). It may lag behind a server that is out of reach; it is never ahead of it, whatever the
 *  clock of this device says.
 *  @param ticksMs ms since any moment, only ever growing. @returns ms since 1970. */
export function serverTimeMs(safe: Safe, ticksMs: () => number = () => performance.now()): number {
  const { columns } = safe.follower;
  const { size } = columns;
  const nowTicksMs = ticksMs();
  const before = knownBySafe.get(safe);
  const passedMs = before === undefined ? 0 : before.atMs + Math.max(0, nowTicksMs - before.ticksMs);
  if (before?.size === size) return passedMs;
  const receivedAtMs = size === 0 ? 0 : columns.receivedAt(size - 1);
  const known = { size, atMs: Math.max(receivedAtMs, passedMs), ticksMs: nowTicksMs };
  knownBySafe.set(safe, known);
  return known.atMs;
}
