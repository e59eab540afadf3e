import { later } from '../shell/later.ts';
import { Suspense, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const FactorNeeded = later(async () => (await import('./factor-needed.tsx')).FactorNeeded);

/** Over whatever way somebody comes in by: setting up a second factor, for whom the rule lets in no further (ZF2). What waits goes
 *  on by itself when it is done. */
export function Enrolment() {
  const safe = useSafe();
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => safe.watchEnrolment(setIsAsked), [safe]);
  if (!isAsked) return null;
  return (
    <Suspense>
      <FactorNeeded
        until={undefined}
        onDone={() => void safe.endEnrolment(true)}
        onClose={() => void safe.endEnrolment(false)}
      />
    </Suspense>
  );
}
