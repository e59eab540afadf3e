import type { LocalDate } from '../field-type.ts';

/** One version of a unit, with the day the server took it in. Ids are lower-case hex. */
export interface OrgUnitVersion {
  readonly enteredOn: LocalDate;
  readonly active: boolean;
  /** Undefined: directly under the organisation. */
  readonly parent: string | undefined;
  /** Empty when it does not open on this device. */
  readonly name: string;
  readonly shortName: string;
  readonly unitKind: string;
  readonly order: number;
  readonly site: string | undefined;
  /** First day as it was told; undefined: the day it was entered. */
  readonly from: LocalDate | undefined;
}

/** A unit with all its versions, oldest first; at least one. */
export interface OrgUnitHistory {
  readonly unit: string;
  readonly versions: readonly [OrgUnitVersion, ...OrgUnitVersion[]];
}

/** A placement as it stands now: it carries its own days, so that its newest version speaks for all of them. */
export interface OrgPlacement {
  readonly placement: string;
  readonly unit: string;
  readonly user: string;
  readonly function: string;
  /** First day, included. */
  readonly from: LocalDate;
  /** Last day, included; undefined: no end is known. */
  readonly until: LocalDate | undefined;
  readonly leads: boolean;
  /** False once it was undone: then it counts on no day. */
  readonly counts: boolean;
}

/** Everything about the org chart in the verified journal. Units and placements in the order they were first entered. */
export interface OrgHistory {
  readonly units: readonly OrgUnitHistory[];
  readonly placements: readonly OrgPlacement[];
  /** The day each former colleague was taken out, by user: from that day on they are placed nowhere (OG11). */
  readonly leftOn: ReadonlyMap<string, LocalDate>;
}

/** A unit on one day. `parent` is there on that day, too. */
export interface UnitOfDay extends Omit<OrgUnitVersion, 'enteredOn' | 'active'> {
  readonly unit: string;
}
