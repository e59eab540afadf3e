import { fail, type Failure, ok, type Result } from '@siegel/wire';

/** Runs a step of OPAQUE; what it throws is a message that is none (MESSAGE_MALFORMED). Its errors carry no content. */
export function opaqueAnswer<T>(step: () => T): Result<T, Failure<'MESSAGE_MALFORMED'>> {
  try {
    return ok(step());
  } catch {
    return fail('MESSAGE_MALFORMED');
  }
}
