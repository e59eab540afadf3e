import type { Body, Hash, Id } from '@siegel/wire';

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
}
