import type { OpaqueAnswer, OpaqueCall } from './opaque-web.ts';
import { OPAQUE_STEPS, type OpaqueSteps } from './opaque-steps.ts';

// A worker of its own for the time of one password: its memory goes with it, and what it holds of the password (WB60).
addEventListener('message', ({ data: { step, given } }: MessageEvent<OpaqueCall>) => {
  const take = OPAQUE_STEPS[step] as (given: unknown) => ReturnType<OpaqueSteps[typeof step]>;
  void take(given).then((answer) => postMessage(answer satisfies OpaqueAnswer));
});
