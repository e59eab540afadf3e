import { later } from '../shell/later.ts';
import type { SafeStatus } from '@siegel/safe';
import { Suspense, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const FactorNeeded = later(async () => (await import('./factor-needed.tsx')).FactorNeeded);

/** That this tab has asked since somebody signed in. */
const ASKED = 'siegel-faktor-erinnert';

/** The next sign-in is asked again. */
export function forgetFactorReminder(storage: Pick<Storage, 'removeItem'> = sessionStorage): void {
  storage.removeItem(ASKED);
}

/** After signing in, while it can still wait: somebody who will need a second factor and has none is asked to set one up, once
 *  (ZF2). Reloading and unlocking ask nothing. */
export function FactorReminder({ status: { factorRule: rule, phase } }: { status: SafeStatus }) {
  const safe = useSafe();
  const language = useLanguage();
  const [isShown, setIsShown] = useState(false);
  const where = rule?.where;
  const isReady = phase === 'ready';
  useEffect(() => {
    if (!isReady || sessionStorage.getItem(ASKED) !== null) return;
    // Also without a rule: one that comes later finds somebody at work, who is asked the next time.
    sessionStorage.setItem(ASKED, '1');
    if (where === undefined) return;
    void safe.factorState().then((state) => {
      const isMeant = state.ok && state.value.factors.length === 0;
      if (isMeant && (where === 'always' || !state.value.isInside)) setIsShown(true);
    });
  }, [safe, where, isReady]);
  if (!isShown || rule === undefined) return null;
  const end = () => setIsShown(false);
  return (
    <Suspense>
      <FactorNeeded until={formatDay(localDay(rule.fromMs), language)} onDone={end} onClose={end} />
    </Suspense>
  );
}
