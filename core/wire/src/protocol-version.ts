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
 *  4  a session says since when its password is there, a password changes with the list of former ones (docs/spec/password-policy.md).
 *  5  a second factor between password and session (docs/spec/second-factor.md); factors are taken off by an entry; sign-ins and their
 *     ends, reports and seen alarms stand in the log; openings carry sealed details (docs/spec/log.md); somebody who has lost everything
 *     asks with the link and is restored (docs/spec/recovery.md); support is admitted (docs/spec/support.md). */
export const PROTOCOL_VERSION = 5;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = '2368164f272f3066ddfed03288cf5cfc08d4fab34cef7c03cf5caca93618306d';

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
