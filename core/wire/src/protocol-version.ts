import { CBOR_MAX_DEPTH } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { messageSchemas } from './messages.ts';
import { SUITE } from './place.ts';
import { WIRE_KINDS } from './wire-kind.ts';

/** Version of the protocol between keyed/ and blind/. History:
 *  1  first version: bodies, statements, leaves, packets as docs/spec/wire.md; control messages as docs/spec/sync.md.
 *  2  presence: who changes a record is passed on (AT53). */
export const PROTOCOL_VERSION = 2;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = '17cbf26736b14d099d99b5c99ede2a589f8ebb83afed355b2806d1a8c0e2b59f';

/** Everything two sides must agree on, as one string. The layouts are covered by the committed vectors. */
export function schemaFingerprintInput(): string {
  return JSON.stringify({
    kinds: WIRE_KINDS,
    limits: LIMITS,
    suite: SUITE,
    depth: CBOR_MAX_DEPTH,
    messages: messageSchemas(),
  });
}
