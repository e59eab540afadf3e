import type { EintragWish, WriteOutcome } from '@siegel/safe';
import type { Result } from '@siegel/wire';
import { useSafe } from '../safe/safe-context.ts';

/** Writes a new Eintrag or a new version of one, of a person known to the caller. */
export type Write = (wish: Omit<EintragWish, 'personId'>) => Promise<Result<WriteOutcome>>;

/** Writes Eintraege of one person. `onWritten` learns every record id that was written. */
export function useWrite(personId: string, onWritten: (recordId: string) => void): Write {
  const safe = useSafe();
  return async (wish) => {
    const written = await safe.writeEintrag({ ...wish, personId });
    if (written.ok) onWritten(written.value.recordId);
    return written;
  };
}
