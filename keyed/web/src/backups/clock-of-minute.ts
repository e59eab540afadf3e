const HOUR = 60;
const DIGITS = 2;

/** `02:00` of the minutes behind midnight. */
export function clockOfMinute(minute: number): string {
  return [Math.floor(minute / HOUR), minute % HOUR].map((part) => String(part).padStart(DIGITS, '0')).join(':');
}

/** Minutes behind midnight of `02:00`; undefined for what is no time. */
export function minuteOfClock(clock: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === undefined ? undefined : Number(hours) * HOUR + Number(minutes);
}
