import type { SafeApi } from '@siegel/safe';
import { useCallback, useEffect, useState } from 'react';
import type { OpenFounding } from './use-setup.ts';

/** Asks once whether this server is still without an organisation, or a founding has begun in this browser. Undefined while that
 *  is not known, and on every other day. */
export function useFirstRun(safe: SafeApi): { readonly founding: OpenFounding | undefined; readonly end: () => void } {
  const [founding, setFounding] = useState<OpenFounding>();
  useEffect(() => {
    void safe.foundingState().then((answer) => {
      if (answer.ok && answer.value.state !== 'founded') setFounding(answer.value);
    });
  }, [safe]);
  const end = useCallback(() => setFounding(undefined), []);
  return { founding, end };
}
