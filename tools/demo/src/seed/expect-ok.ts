import type { Failure, Result } from '@siegel/wire';

/** A step of the seeding that was refused. It carries the code only. */
export class SeedingFailed extends Error {
  readonly code: string;

  constructor(step: string, code: string) {
    super(`${step}: ${code}`);
    this.name = 'SeedingFailed';
    this.code = code;
  }
}

/** The value of a step. The seeding cannot go on without it, so anything else ends it (DM3: it is then begun anew). */
export function expectOk<T, F extends Failure>(step: string, result: Result<T, F>): T {
  if (!result.ok) throw new SeedingFailed(step, result.error.code);
  return result.value;
}
