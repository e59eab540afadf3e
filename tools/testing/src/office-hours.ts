const HOUR_MS = 3_600_000;
const OPENING = 9;

/** The name of a time zone in which `nowMs` (Unix time) lies between 9 and 10 o'clock, for `TZ`. Source: IANA time zone database, Etc:
 *  its signs are turned round, `Etc/GMT-3` is three hours ahead of UTC. */
export function zoneInOfficeHours(nowMs: number): string {
  const hour = Math.floor(nowMs / HOUR_MS) % 24;
  const ahead = OPENING - hour;
  return ahead < -12 ? `Etc/GMT-${ahead + 24}` : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
