import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** The org chart: units, and who is placed where (docs/spec/org-chart.md). Days are `JJJJ-MM-TT`, ids lower-case hex. */
export interface OrgApi {
  /** The chart of a day; without one, today's. */
  orgView(day?: string): Promise<Result<OrgView>>;
  /** NAME_MISSING, UNIT_UNKNOWN, RIGHT_MISSING, OFFLINE. */
  addUnit(parentId: string | undefined, wish: UnitWish): Promise<Result<OrgDone>>;
  /** NAME_MISSING, UNIT_UNKNOWN, RIGHT_MISSING, ENTRY_STALE, OFFLINE. */
  changeUnit(unitId: string, wish: UnitWish): Promise<Result<OrgDone>>;
  /** Puts a unit under another one (undefined: the organisation), before one of its units or at the end. UNIT_CYCLE, UNIT_UNKNOWN,
   *  RIGHT_MISSING, ENTRY_STALE, OFFLINE. */
  moveUnit(unitId: string, to: UnitTarget): Promise<Result<OrgDone>>;
  /** UNIT_NOT_EMPTY: people or units are there and nothing is said of them. Also UNIT_UNKNOWN, RIGHT_MISSING, ENTRY_STALE, OFFLINE. */
  removeUnit(unitId: string, heirs?: UnitHeirs): Promise<Result<OrgDone>>;
  /** PLACEMENT_DAYS, PLACEMENT_PERSON, PLACEMENT_THERE, UNIT_UNKNOWN, RIGHT_MISSING, OFFLINE. */
  placePerson(wish: PlacementWish): Promise<Result<OrgDone>>;
  /** Corrects a placement, or ends it by its last day. PLACEMENT_UNKNOWN and codes of `placePerson`; ENTRY_STALE. */
  changePlacement(placementId: string, wish: PlacementWish): Promise<Result<OrgDone>>;
  /** Ends a placement and begins one in another unit on `day`, with everything else as it is. Codes of `changePlacement`. */
  transferPlacement(placementId: string, unitId: string, day: string): Promise<Result<OrgDone>>;
  /** Enters a template into an empty chart. UNITS_THERE, RIGHT_MISSING, OFFLINE. */
  beginOrg(template: 'practice' | 'social', language: 'de' | 'en'): Promise<Result<OrgDone>>;
  /** Takes an act back (OG22). ENTRY_STALE: the same was changed since; UNREADABLE, UNIT_NOT_EMPTY, UNIT_UNKNOWN, OFFLINE. */
  undoOrg(done: OrgDone): Promise<Result<OrgDone>>;
}

export const ORG_CALLS = {
  orgView: 'result',
  addUnit: 'result',
  changeUnit: 'result',
  moveUnit: 'result',
  removeUnit: 'result',
  placePerson: 'result',
  changePlacement: 'result',
  transferPlacement: 'result',
  beginOrg: 'result',
  undoOrg: 'result',
} as const satisfies CallForms<OrgApi>;

export interface UnitWish {
  readonly name: string;
  readonly shortName?: string;
  readonly unitKind?: string;
  readonly siteId?: string | undefined;
  /** First day; undefined: the day it is entered. */
  readonly from?: string | undefined;
}

export interface UnitTarget {
  readonly parentId?: string | undefined;
  /** The sibling to stand before; undefined: at the end. */
  readonly beforeId?: string | undefined;
}

/** Where people and units of a removed unit go. */
export interface UnitHeirs {
  /** Undefined: their placements end. */
  readonly peopleTo?: string | undefined;
  /** Undefined: directly under the organisation. */
  readonly unitsTo?: string | undefined;
}

export interface PlacementWish {
  readonly unitId: string;
  readonly userId: string;
  readonly function: string;
  readonly from: string;
  readonly until?: string | undefined;
  readonly leads: boolean;
}

/** What an act has written, as it is needed to undo it. */
export interface OrgDone {
  readonly records: readonly { readonly recordId: string; readonly version: string }[];
}

export interface OrgView {
  readonly day: string;
  readonly today: string;
  readonly mayAdminister: boolean;
  readonly organisation: string;
  readonly profile: 'practice' | 'social';
  /** Parents before their children, siblings in their order. */
  readonly units: readonly UnitView[];
  /** Where the own user is placed on that day. */
  readonly own: readonly { readonly unit: string; readonly function: string; readonly leads: boolean }[];
  /** Who can be placed. */
  readonly people: readonly { readonly userId: string; readonly name: string; readonly profession: string }[];
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  /** Units and placements that do not open on this device. */
  readonly unreadable: number;
  /** True when no unit is there now, whatever day is shown. */
  readonly isEmpty: boolean;
}

export interface UnitView {
  readonly unitId: string;
  readonly parentId?: string;
  readonly name: string;
  readonly shortName: string;
  readonly unitKind: string;
  readonly siteId?: string;
  readonly siteName: string;
  readonly from?: string;
  /** Who is placed there on the day, Leitung first, then by name. */
  readonly people: readonly PlacementView[];
  /** Everybody who ever was or will be, the newest first. */
  readonly history: readonly PlacementView[];
}

export interface PlacementView {
  readonly placementId: string;
  readonly unitId: string;
  readonly userId: string;
  readonly name: string;
  readonly function: string;
  readonly from: string;
  readonly until?: string;
  readonly leads: boolean;
  readonly isOwn: boolean;
}
