import type { Presence } from '@siegel/safe';
import { createContext, useContext, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** Who changes which record right now, as one Akte shows it. */
export const PresenceContext = createContext<readonly Presence[]>([]);

/** Follows who else changes records. */
export function usePresences(): readonly Presence[] {
  const safe = useSafe();
  const [presences, setPresences] = useState<readonly Presence[]>([]);
  useEffect(() => safe.watchPresence(setPresences), [safe]);
  return presences;
}

/** Names of the others who change a record, each once; '' for one whose name is not known. */
export function useOthers(recordId: string): readonly string[] {
  const presences = useContext(PresenceContext);
  return [...new Set(presences.filter((presence) => presence.recordId === recordId).map(({ who }) => who))];
}
