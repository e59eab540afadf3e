import { lazy, Suspense } from 'react';
import type { FoundTexts } from './use-sign-in.ts';

const LeftBehind = lazy(() => import('./left-behind.tsx').then((module) => ({ default: module.LeftBehind })));

/** Loaded when there is something to show: hardly ever. */
export function LeftBehindLater(props: FoundTexts & { readonly onClose: () => void }) {
  return (
    <Suspense>
      <LeftBehind {...props} />
    </Suspense>
  );
}
