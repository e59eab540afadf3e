import type { OpaqueSteps } from './opaque-steps.ts';

/** Does `work` with the client's side of OPAQUE, in this process. */
export async function withOpaque<T>(work: (steps: OpaqueSteps) => Promise<T>): Promise<T | undefined> {
  const { OPAQUE_STEPS } = await import('./opaque-steps.ts');
  return work(OPAQUE_STEPS);
}

/** Nothing is fetched here. */
export function fetchOpaque(): void {}
