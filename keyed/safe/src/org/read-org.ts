import type { LocalDate, OrgHistory, OrgPlacement, OrgUnitHistory, OrgUnitVersion } from '@siegel/akten';
import { hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import { readOpen } from '../journal/read-open.ts';
import { versionsOf } from '../people/user-versions.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm } from '../settings/house-form.ts';

/** The org chart as the verified journal says, and how many units and placements of it do not open here. */
export interface OrgReading {
  readonly history: OrgHistory;
  readonly unreadable: number;
}

const openedBySeq = new WeakMap<Safe, Map<number, HouseValue>>();

/** Reads units with all their versions and the newest version of every placement, each attributed before. What does not open stands
 *  there without a name, or not at all, and is counted: the tree itself lies open and is the same on every device. */
export async function readOrg(safe: Safe): Promise<OrgReading> {
  const units: OrgUnitHistory[] = [];
  const placements: OrgPlacement[] = [];
  let unreadable = 0;
  for (const { record, kind } of orgRecords(safe)) {
    const versions = await provenVersions(safe, record);
    const newest = versions.at(-1);
    if (newest === undefined) continue;
    if ((await openOnce(safe, newest)) === undefined) unreadable += 1;
    if (kind === WIRE_KINDS.orgUnit) {
      const [first, ...later] = await Promise.all(versions.map((version) => unitVersion(safe, version)));
      if (first !== undefined) units.push({ unit: hexOf(record), versions: [first, ...later] });
      continue;
    }
    const placement = await placementOf(safe, newest);
    if (placement !== undefined) placements.push(placement);
  }
  return { history: { units, placements, leftOn: leavingDays(safe) }, unreadable };
}

/** Fields of a version, opened once per safe. */
export async function openOnce(safe: Safe, version: RecordVersion): Promise<HouseValue | undefined> {
  const known = openedBySeq.get(safe) ?? new Map<number, HouseValue>();
  openedBySeq.set(safe, known);
  const before = known.get(version.seq);
  if (before !== undefined) return before;
  const value = await openHouseForm(safe, version);
  if (value !== undefined) known.set(version.seq, value);
  return value;
}

/** Versions of a house record that hold, oldest first. */
export async function provenVersions(safe: Safe, record: Id): Promise<readonly RecordVersion[]> {
  const proven: RecordVersion[] = [];
  for (const version of safe.records.versionsOf(record))
    if ((await safe.attributions.faultOf(version.seq)) === undefined) proven.push(version);
  return proven;
}

function orgRecords({ follower: { columns } }: Safe) {
  const found = new Map<string, { readonly record: Id; readonly kind: number }>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    const place = columns.placeAt(seq);
    const isOfChart = place?.kind === WIRE_KINDS.orgUnit || place?.kind === WIRE_KINDS.placement;
    if (isOfChart && !found.has(hexOf(place.record))) found.set(hexOf(place.record), place);
  }
  return [...found.values()];
}

async function unitVersion(safe: Safe, version: RecordVersion): Promise<OrgUnitVersion> {
  const open = readOpen(version.open) ?? {};
  const value = (await openOnce(safe, version)) ?? {};
  return {
    enteredOn: localDay(version.receivedAt),
    active: open['state'] === 'active',
    parent: hexOrNone(open['parent']),
    name: textOf(value['name']),
    shortName: textOf(value['shortName']),
    unitKind: textOf(value['unitKind']),
    order: typeof value['order'] === 'number' ? value['order'] : Number.MAX_SAFE_INTEGER,
    site: hexOrNone(value['site']),
    from: dayOrNone(value['from']),
  };
}

async function placementOf(safe: Safe, version: RecordVersion): Promise<OrgPlacement | undefined> {
  const value = await openOnce(safe, version);
  const [user, from] = [hexOrNone(value?.['user']), dayOrNone(value?.['from'])];
  const unit = hexOrNone(value?.['unit']);
  if (value === undefined || user === undefined || from === undefined || unit === undefined) return undefined;
  return {
    placement: hexOf(version.body.record),
    unit,
    user,
    function: textOf(value['function']),
    from,
    until: dayOrNone(value['until']),
    leads: value['leads'] === true,
    counts: value['state'] !== 'withdrawn',
  };
}

/** Since when each former colleague is out. */
function leavingDays(safe: Safe): ReadonlyMap<string, LocalDate> {
  const { membership, head, columns } = safe.follower;
  const days = new Map<string, LocalDate>();
  for (const { user, active } of membership.usersAt(head.size)) {
    if (active) continue;
    const seqs = versionsOf(safe, user);
    const lastIn = seqs.findLastIndex((seq) => membership.userAt(user, seq + 1)?.active === true);
    const out = seqs[lastIn + 1];
    if (out !== undefined) days.set(hexOf(user), localDay(columns.receivedAt(out)));
  }
  return days;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function dayOrNone(value: unknown): LocalDate | undefined {
  return typeof value === 'string' ? value : undefined;
}

function hexOrNone(value: unknown): string | undefined {
  return value instanceof Uint8Array ? hexOf(value) : undefined;
}
