import { useEffect } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const REPEAT_MS = 10_000;

/** Tells the others, while this is on screen, that somebody here changes a record (AT53). */
export function useAnnounced(recordId: string): void {
  const safe = useSafe();
  useEffect(() => {
    // A page that locked meanwhile, or a line that is gone: nobody is told, and nothing depends on it.
    const say = (isEditing: boolean) => void safe.announceEditing(recordId, isEditing).catch(() => undefined);
    say(true);
    const timer = setInterval(() => say(true), REPEAT_MS);
    return () => {
      clearInterval(timer);
      say(false);
    };
  }, [safe, recordId]);
}
