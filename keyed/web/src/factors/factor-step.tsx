import { later } from '../shell/later.ts';
import type { FactorAsked } from '@siegel/safe';
import { Suspense, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const FactorDialog = later(async () => (await import('./factor-dialog.tsx')).FactorDialog);

/** Over whatever form somebody signs in by: the step that asks for a second factor, loaded when it is needed first. */
export function FactorStep() {
  const safe = useSafe();
  const [asked, setAsked] = useState<FactorAsked>();
  const [isLoaded, setIsLoaded] = useState(false);
  useEffect(
    () =>
      safe.watchFactorAsked((now) => {
        setAsked(now);
        if (now !== undefined) setIsLoaded(true);
      }),
    [safe],
  );
  if (!isLoaded) return null;
  return (
    <Suspense>
      <FactorDialog asked={asked} />
    </Suspense>
  );
}
