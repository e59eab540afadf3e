import { type CborValue, hexOf, type Id } from '@siegel/wire';
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
