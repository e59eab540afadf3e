import { lazy, Suspense } from 'react';

const FactorNeeded = lazy(async () => ({ default: (await import('./factor-needed.tsx')).FactorNeeded }));

/** Setting up a second factor on the way in, for whom the rule lets in no further (ZF2); nothing for anybody else. */
export function Enrolment({
  enrolment,
}: {
  enrolment: { readonly onDone: () => void; readonly onClose: () => void } | undefined;
}) {
  if (enrolment === undefined) return null;
  return (
    <Suspense>
      <FactorNeeded until={undefined} {...enrolment} />
    </Suspense>
  );
}
