/** The day of `nowMs` where the user sits, `JJJJ-MM-TT`. */
export function localToday(nowMs: number): string {
  const now = new Date(nowMs);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}
