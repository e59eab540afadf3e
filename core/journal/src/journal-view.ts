import type { Body, Hash, Id } from '@siegel/wire';
import type { AppendPolicy } from './append-policy.ts';
import type { Fields, Membership } from './membership.ts';

/** The newest version of a record. */
export interface HeadState {
  readonly entryHash: Hash;
  readonly body: Body;
}

/** An Akte as its first case-key entry founded it. */
export interface AkteState {
  readonly site: Id;
  readonly person: Id;
  readonly stammakte: boolean;
}

/** A compartment that a group opens without the rest. */
export interface CaseKeyPart {
  readonly group: Id;
  readonly compartment: string;
  readonly keyId: Hash;
}

/** The newest version of a case key, as its entry names it. */
export interface CaseKeyState {
  readonly version: number;
  /** Groups it is wrapped for. */
  readonly groups: readonly Id[];
  /** Groups that open single compartments only. */
  readonly parts: readonly CaseKeyPart[];
}

/** What a check needs to know of the journal before the entry. */
export interface JournalView {
  headOf(record: Id): HeadState | undefined;
  akteOf(akte: Id): AkteState | undefined;
  /** The newest version of the Akte's case key; undefined also when what stood there was erased. */
  caseKeyOf(akte: Id): CaseKeyState | undefined;
  /** True when the newest version of a record is released (FG4). */
  isReleased(record: Id): boolean;
  /** The Freigabe of an Akte with this entry hash. */
  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined;
}

/** A Freigabe as it stands in the journal. */
export interface FreigabeState {
  readonly body: Body;
  readonly fields: Fields;
}

/** Everything a check depends on. `membership` answers for the state before `seq`. */
export interface CheckContext {
  readonly view: JournalView;
  readonly membership: Membership;
  readonly policy: AppendPolicy;
  /** The tenant's log author id: SHA-256(log public key)[..16]. */
  readonly logAuthor: Id;
}

/** What is checked: a body with its decoded open fields (null when it has none or they were erased). */
export interface CheckedEntry {
  readonly seq: number;
  /** When the server took it in, as the tree says (JN13). */
  readonly receivedAt: number;
  readonly body: Body;
  readonly fields: Fields | null;
}
