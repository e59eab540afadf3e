import type { Body, Hash, Id } from '@siegel/wire';
import type { AppendPolicy } from './append-policy.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

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
  readonly keyId: Hash;
  /** Groups it is wrapped for. */
  readonly groups: readonly Id[];
  /** Groups that open single compartments only. */
  readonly parts: readonly CaseKeyPart[];
  /** Where the Akte is gone on with; nothing is written into this one any more (BS8). */
  readonly movedTo?: MovedTo;
}

/** Where an Akte was moved. */
export interface MovedTo {
  readonly akte: Id;
  readonly site: Id;
}

/** The pointer in a Stammakte, as its newest version says (PM1). */
export interface PersonPointer {
  readonly record: Id;
  /** The Stammakte that stays; undefined after the merge was lifted. */
  readonly into: Id | undefined;
}

/** What the newest version of a person says about the archive (PM45). */
export interface PersonArchive {
  readonly record: Id;
  readonly isArchived: boolean;
}

/** What a check needs to know of the journal before the entry. */
export interface JournalView {
  headOf(record: Id): HeadState | undefined;
  akteOf(akte: Id): AkteState | undefined;
  /** The newest version of the Akte's case key; undefined also when what stood there was erased. */
  caseKeyOf(akte: Id): CaseKeyState | undefined;
  /** How many entries an Akte has, all versions of everything in it. */
  entriesOf(akte: Id): number;
  /** True where the bodies of all sites are at hand: what is not found does not exist. */
  readonly holdsAllSites: boolean;
  /** Sites that have an Akte of a person. Undefined where not every site can be seen: a client's journal. */
  sitesOfPerson(person: Id): readonly Id[] | undefined;
  /** True when the newest version of a record is released (FG4). */
  isReleased(record: Id): boolean;
  /** The pointer that stands in a Stammakte; undefined where there never was one. */
  pointerOf(stammakte: Id): PersonPointer | undefined;
  /** What the person of a Stammakte says about the archive; undefined where there is no person, or may be where they never said a word. */
  archiveOf(stammakte: Id): PersonArchive | undefined;
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
