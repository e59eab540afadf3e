/** When the person may see a released Eintrag. */
export type PersonWhen = 'now' | 'atDate' | 'afterTalk' | 'never';

/** True when the person may see a released Eintrag. `nowMs` is the time of the server, and a date counts from the entry's `receivedAt`
 *  on: the clock of the device that wrote it moves nothing forward (FG9). After a talk somebody says "now".
 *  @param said the newest release to the person, or undefined when nobody said anything: then it stays closed. */
export function isOpenToPerson(
  said: { readonly when: PersonWhen; readonly atMs?: number; readonly receivedAtMs: number } | undefined,
  nowMs: number,
): boolean {
  if (said === undefined || nowMs < said.receivedAtMs) return false;
  if (said.when === 'atDate') return said.atMs !== undefined && nowMs >= said.atMs;
  return said.when === 'now';
}
