import { type CborValue, equalBytes, type ErrorCode, hexOf, type Id } from '@siegel/wire';
import type { MemberChange } from './member-rules.ts';
import type { Membership } from './membership.ts';
import { SeqHistory } from './seq-history.ts';

/** A key to which backups are sealed, as far as it lies open (BK23). */
export interface BackupKeyEntry {
  readonly record: Id;
  /** Where it stands: it counts for backups begun behind that. */
  readonly seq: number;
  /** `age1...` */
  readonly recipient: string;
  /** Users who open its identity. */
  readonly holders: readonly Id[];
}

/** A recipient of age for X25519: the data part of bech32 has 52 letters for the key and 6 for the check. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** The keys of backups, in the order they were made. */
export class BackupKeys {
  readonly #keys = new SeqHistory<BackupKeyEntry>();

  /** Every key at `seq`, oldest first. */
  keysAt(seq: number): readonly BackupKeyEntry[] {
    return this.#keys.latest(seq);
  }

  /** The key to which a backup is sealed at `seq`; undefined: nobody could open one. */
  newestAt(seq: number): BackupKeyEntry | undefined {
    return this.keysAt(seq).at(-1);
  }

  fold(seq: number, record: Id, f: { readonly [name: string]: CborValue }): void {
    const holders = (f['holders'] as readonly { readonly user: Id }[]).map(({ user }) => user);
    this.#keys.put(hexOf(record), seq, { record, seq, recipient: f['recipient'] as string, holders });
  }

  rollback(fromSeq: number): void {
    this.#keys.rollback(fromSeq);
  }
}

/** BK23: a key of backups is entered once, for an X25519 recipient of age, with the one part that holds its identity, and for persons who belong
 *  here. What the part holds, and whether it opens for them, no server can see. */
export function backupKeyFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
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
