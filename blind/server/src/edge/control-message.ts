import {
  type ControlMessage,
  type ControlMessageName,
  controlMessages,
  fail,
  type Failure,
  ok,
  type Result,
} from '@siegel/wire';
import * as z from 'zod/mini';

/** The body of a control message, or MESSAGE_MALFORMED: unknown fields and wrong types are refused (WR31). */
export function readControl<N extends ControlMessageName>(
  name: N,
  body: unknown,
): Result<ControlMessage<N>, Failure<'MESSAGE_MALFORMED'>> {
  return readShape(controlMessages[name] as unknown as z.core.$ZodType<ControlMessage<N>>, body);
}

/** `value` in the form of `shape`, or MESSAGE_MALFORMED. */
export function readShape<T>(shape: z.core.$ZodType<T>, value: unknown): Result<T, Failure<'MESSAGE_MALFORMED'>> {
  const parsed = z.safeParse(shape, value);
  return parsed.success ? ok(parsed.data) : fail('MESSAGE_MALFORMED');
}

/** Bytes of base64url that a message schema has let through. */
export function bytesOfBase64url(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}

/** Base64url without padding. */
export function base64urlOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
