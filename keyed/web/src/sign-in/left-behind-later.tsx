import { later } from '../shell/later.ts';
import { Suspense } from 'react';
import type { FoundTexts } from './use-sign-in.ts';

const LeftBehind = later(async () => (await import('./left-behind.tsx')).LeftBehind);

/** Loaded when there is something to show: hardly ever. */
export function LeftBehindLater(props: FoundTexts & { readonly onClose: () => void }) {
  return (
    <Suspense>
      <LeftBehind {...props} />
    </Suspense>
  );
}
