import { type Body, equalBytes, type ErrorCode, type Id } from '@siegel/wire';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** A recipient of age for X25519: the data part of bech32 has 52 letters for the key and 6 for the check. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** An entry of a key of backups; `membership` answers for the state before `seq`. */
interface KeyChange {
  readonly body: Body;
  readonly fields: Fields;
  readonly seq: number;
}

/** BK23: a key of backups is entered once, for an X25519 recipient of age, with the one part that holds its identity, and for persons who belong
 *  here. What the part holds, and whether it opens for them, no server can see. */
export function backupKeyFault({ body, fields, seq }: KeyChange, membership: Membership): ErrorCode | undefined {
  if (body.parent !== null) return 'KIND_NOT_ALLOWED';
  if (!RECIPIENT.test(fields['recipient'] as string)) return 'BACKUP_RECIPIENT_WRONG';
  if (body.parts.length !== 1) return 'ENVELOPE_MISMATCH';
  const holders = (fields['holders'] as readonly { readonly user: Id }[]).map(({ user }) => user);
  const isOnce = holders.every((user, at) => holders.findIndex((other) => equalBytes(other, user)) === at);
  const areHere = holders.every((user) => {
    const member = membership.userAt(user, seq);
    return member?.active === true && member.userKind === 'person';
  });
  return holders.length > 0 && isOnce && areHere ? undefined : 'BACKUP_HOLDER_WRONG';
}
