const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A moment of every local day. */
export interface DailyTime {
  /** Minutes behind midnight. */
  readonly minute: number;
  readonly zone: string;
}

/** The moment last reached, and the one to come. */
export interface Slot {
  readonly at: number;
  readonly next: number;
}

const formatByZone = new Map<string, Intl.DateTimeFormat>();

/** False for a time zone this machine does not know. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Where `nowMs` stands between two of these moments. Every local day has one: where clocks skip it, it is as much later; where they
 *  show it twice, it is the second. */
export function slotAt(nowMs: number, { minute, zone }: DailyTime): Slot {
  const local = nowMs + offsetAt(nowMs, zone);
  const midnight = local - (((local % DAY_MS) + DAY_MS) % DAY_MS);
  const momentOf = (day: number) => utcOf(midnight + day * DAY_MS + minute * MINUTE_MS, zone);
  const today = momentOf(0);
  return today <= nowMs ? { at: today, next: momentOf(1) } : { at: momentOf(-1), next: today };
}

/** The moment at which clocks of `zone` show `local`, which is counted as if it were UTC. */
function utcOf(local: number, zone: string): number {
  const near = local - offsetAt(local, zone);
  return local - offsetAt(near, zone);
}

/** How far clocks of `zone` are ahead of UTC, in ms. */
function offsetAt(atMs: number, zone: string): number {
  const whole = Math.floor(atMs / 1000) * 1000;
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** Making one takes long beside using it, and a thousand tenants share a few zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatByZone.get(timeZone);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const fields = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, ...fields, hourCycle: 'h23' });
  formatByZone.set(timeZone, made);
  return made;
}
