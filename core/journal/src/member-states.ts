import type { CborValue, Id } from '@siegel/wire';

/** Open fields of an entry, decoded; validated by the kind's form before they come here. */
export type Fields = { readonly [name: string]: CborValue };

/** A user as the journal knows it at some seq. */
export interface MemberUser {
  readonly user: Id;
  readonly userKind: string;
  readonly ed25519Public: Uint8Array;
  readonly xwingPublic: Uint8Array;
  readonly active: boolean;
  readonly roles: readonly Id[];
  readonly rights: readonly string[];
  readonly sites: readonly Id[];
  /** Of a support user: when its access ends by itself, and what it may see (SU2, SU3). */
  readonly support: { readonly untilMs: number; readonly areas: readonly string[] } | undefined;
}

/** A device as the journal knows it at some seq. */
export interface MemberDevice {
  readonly device: Id;
  readonly user: Id;
  readonly ed25519Public: Uint8Array;
  readonly xwingPublic: Uint8Array;
  readonly active: boolean;
}

/** One version of a group key as it was entered. */
export interface GroupKeyEntry {
  readonly group: Id;
  readonly version: number;
  readonly keyId: Uint8Array;
  readonly inboxPublic: Uint8Array;
  readonly members: readonly Id[];
}

/** A group. */
export interface MemberGroup {
  readonly group: Id;
  readonly groupKind: string;
  readonly site: Id;
  readonly active: boolean;
}

/** A role: a named set of rights. Once ended it gives nothing. */
export interface MemberRole {
  readonly role: Id;
  readonly rights: readonly string[];
  readonly active: boolean;
}

/** An import or seeding: entries of it stay invisible until `state` is `closed` (JN41). */
export interface RunState {
  readonly state: string;
  readonly count: number;
  readonly withdrawn: boolean;
  readonly author: Id;
}

/** Rules of the tenant as they stand at some seq: the genesis begins them, policy entries change them (JN18). */
export interface PolicyState {
  readonly floors: Fields;
  /** False: devices keep no way in without the server (DV15). */
  readonly isOfflineSlotAllowed: boolean;
  /** True: Stammakten are for the sites of the person alone (BS20). */
  readonly isStrict: boolean;
  /** All open fields of the newest policy entry, floors among them; a rule that is not in it stands at its default (JN18). */
  readonly rules: Fields;
}

/** What entry 0 fixed. */
export interface GenesisState {
  readonly tenant: Id;
  readonly orgPublic: Uint8Array;
  readonly recoveryPublic: Uint8Array;
  readonly firstUser: Id;
  readonly firstDevice: Id;
  readonly firstSite: Id;
  readonly profile: string;
}
