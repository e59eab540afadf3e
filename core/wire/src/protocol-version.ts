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
 *     asks with the link and is restored (docs/spec/recovery.md); support is admitted (docs/spec/support.md).
 *  6  units of the org chart and placements in them (docs/spec/org-chart.md); changes of factors, ways and passwords stand in the log
 *     (LG22), behind the password shown again (SV17); ways of a forgotten password come in pages (WH6); an Akte is moved to another site and closed at
 *     the old one, and deliveries say so; heads of sets made in strict mode name a list of marks (BS40, docs/spec/sites.md).
 *  7  resources and types of appointments; the appointments of a day are fetched alone (docs/spec/appointments.md).
 *  8  blocked times (docs/spec/calendar.md); text blocks (docs/spec/text-blocks.md); favourites of the house; wishes of the waiting list are fetched like appointments of a day (docs/spec/appointments.md); tasks and messages of the house; open tasks and messages are fetched alone (docs/spec/tasks.md, docs/spec/messages.md); types of Eintraege of the house (ET1, docs/spec/akte.md).
 *  9  keys of backups, backups on demand and by plan (docs/spec/backup.md); what makes and deletes them, and hands them out, stands in the log. */
export const PROTOCOL_VERSION = 9;

/** SHA-256 of `schemaFingerprintInput()`; a test fails until the version is bumped together with it. */
export const SCHEMA_HASH = 'fdc8c33811b8161309dffae808b21aa63ff8364a49e576114eac9889a3a76dff';

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
