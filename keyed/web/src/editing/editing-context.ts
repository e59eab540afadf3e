import type { EditingSign } from '@siegel/safe';
import { createContext, useContext, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** Who changes which record right now, as one Akte shows it. */
export const EditingContext = createContext<readonly EditingSign[]>([]);

/** Follows who else changes records. */
export function useEditing(): readonly EditingSign[] {
  const safe = useSafe();
  const [signs, setSigns] = useState<readonly EditingSign[]>([]);
  useEffect(() => safe.watchEditing(setSigns), [safe]);
  return signs;
}

/** Names of the others who change a record, each once; '' for one whose name is not known. */
export function useOthers(recordId: string): readonly string[] {
  const signs = useContext(EditingContext);
  return [...new Set(signs.filter((sign) => sign.recordId === recordId).map(({ who }) => who))];
}
