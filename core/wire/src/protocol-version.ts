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
 *  4  a session says since when its password is there, a password changes with the list of former ones (docs/spec/password-policy.md); a
 *     second factor between password and session (docs/spec/second-factor.md); factors are taken off by an entry. */
export const PROTOCOL_VERSION = 4;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = 'cca65c877bd266aaf56f33cd1f9aa90b95494a6b1c05af7eeb4dd483d58bf750';

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
