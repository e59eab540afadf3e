import { CBOR_MAX_DEPTH } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { messageSchemas } from './messages.ts';
import { SUITE } from './place.ts';
import { WIRE_KINDS } from './wire-kind.ts';

/** Version of the protocol between keyed/ and blind/. History:
 *  1  first version: bodies, statements, leaves, packets as docs/spec/wire.md; control messages as docs/spec/sync.md.
 *  2  sessions have a name of their own, are listed and ended, and give back their half (docs/spec/devices.md). */
export const PROTOCOL_VERSION = 2;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = '122877e57fb18607cfb36afd9b4294e63824f2b55e1224bc1418d8b0fda391b2';

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
