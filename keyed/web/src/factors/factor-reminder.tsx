import type { SafeStatus } from '@siegel/safe';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const FactorNeeded = lazy(async () => ({ default: (await import('./factor-needed.tsx')).FactorNeeded }));

/** After signing in, while it can still wait: somebody who will need a second factor and has none is asked to set one up (ZF2). */
export function FactorReminder({ rule }: { rule: SafeStatus['factorRule'] }) {
  const safe = useSafe();
  const language = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const where = rule?.where;
  useEffect(() => {
    if (where === undefined) return;
    void safe.factorState().then((state) => {
      const isMeant = state.ok && state.value.factors.length === 0;
      if (isMeant && (where === 'always' || !state.value.isInside)) setIsShown(true);
    });
  }, [safe, where]);
  if (!isShown || rule === undefined) return null;
  const end = () => setIsShown(false);
  return (
    <Suspense>
      <FactorNeeded until={formatMoment(rule.fromMs, language)} onDone={end} onClose={end} />
    </Suspense>
  );
}
