import type { ErrorCode } from './error-catalogue.ts';

/** Outcome of something a caller can react to. Bugs throw, outages reject (docs/spec/errors.md). */
export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** An expected failure: a code of the catalogue and harmless facts (counts, ids, positions), never content. */
export interface Failure<C extends string = ErrorCode> {
  readonly code: C;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Wraps a value as success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a catalogue code as failure. `facts` must be harmless: they may reach a log. */
export function fail<C extends string = ErrorCode>(
  code: C,
  facts?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: Failure<C> } {
  return { ok: false, error: facts === undefined ? { code } : { code, facts } };
}

/** Throws when an invariant of our own code is broken; never used for input. */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${invariant}`);
}
