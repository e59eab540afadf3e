import type { SafeApi } from '@siegel/safe';
import { createContext, use } from 'react';

/** The safe of this page. */
export const SafeContext = createContext<SafeApi | undefined>(undefined);

/** The safe; throws outside of the app, which is a bug. */
export function useSafe(): SafeApi {
  const safe = use(SafeContext);
  if (safe === undefined) throw new Error('no safe around this component');
  return safe;
}
