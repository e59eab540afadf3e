import { hexOf } from '@siegel/wire';

/** Why a backup was made: because somebody asked, or by plan. */
export type BackupCause = 'demand' | 'daily';

/** At the end of the name of one that was made by plan: whoever has the folder alone, after a crash or a restoration, knows it too. */
const DAILY = '-daily';

/** `20261123-174502-085-9f3a0c21`: sorted by name they are sorted by the clock of the time. UTC. */
export function backupIdOf(cause: BackupCause, nowMs: number, random: Uint8Array): string {
  const [day, time] = new Date(nowMs).toISOString().slice(0, -1).split('T') as [string, string];
  const id = `${day.replaceAll('-', '')}-${time.replaceAll(':', '').replace('.', '-')}-${hexOf(random)}`;
  return cause === 'daily' ? id + DAILY : id;
}

export function causeOf(id: string): BackupCause {
  return id.endsWith(DAILY) ? 'daily' : 'demand';
}
