import { CBOR_MAX_DEPTH } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { messageSchemas } from './messages.ts';
import { SUITE } from './place.ts';
import { WIRE_KINDS } from './wire-kind.ts';

/** Version of the protocol between keyed/ and blind/. History:
 *  1  first version: bodies, statements, leaves, packets as docs/spec/wire.md; control messages as docs/spec/sync.md.
 *  2  sessions have a name of their own, are listed and ended, and give back their half (docs/spec/devices.md); sets of shards and what a
 *     device begins with (docs/spec/snapshot.md); who changes a record is passed on (AT53).
 *  3  who is invited asks and is answered (docs/spec/people.md); a password changes with its slots (DV16).
 *  4  somebody who has lost everything asks with the link and is restored (docs/spec/recovery.md); support is admitted
 *     (docs/spec/support.md). */
export const PROTOCOL_VERSION = 4;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = 'c9c2f2e97a1f66c5a3179bca59af042f87cece2262ff9c54995bfb0465a270f1';

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
