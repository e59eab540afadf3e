import { buildEntry, compartmentKey, platformHasher, userCoSigner } from '@siegel/seal';
import { type CborValue, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { OrgDone } from '../channel/org-api.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import type { HouseValue } from '../settings/house-form.ts';
import { openOnce, provenVersions } from './read-org.ts';

/** The next version of a unit or placement. Without `sealed` the sealed part stays as it is. */
export interface OrgStep {
  readonly kind: typeof WIRE_KINDS.orgUnit | typeof WIRE_KINDS.placement;
  readonly record: Id;
  readonly open: { readonly [name: string]: CborValue };
  readonly sealed?: HouseValue;
}

/** Follows the journal, and refuses who may not administer or lacks the organisation's key: RIGHT_MISSING, GROUP_KEY_MISSING,
 *  OFFLINE. */
export async function beginOrgAct(safe: Safe): Promise<Result<true>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('administer')) return fail('RIGHT_MISSING');
  return organisationKey(safe) === undefined ? fail('GROUP_KEY_MISSING') : ok(true);
}

/** Enters one act as one batch (OG6). @returns what it takes to undo it. UNIT_CYCLE, UNIT_UNKNOWN, UNIT_NOT_EMPTY, ENTRY_STALE,
 *  RIGHT_MISSING, OFFLINE. */
export async function enterOrgSteps(safe: Safe, steps: readonly OrgStep[]): Promise<Result<OrgDone>> {
  const [first] = steps;
  if (first === undefined) return ok({ records: [] });
  const packets = await Promise.all(steps.map((step) => orgEntry(safe, step)));
  const entered = await enterBatch(safe, packets, first.record);
  if (!entered.ok) return entered;
  const records = steps.map(({ record }, i) => ({
    recordId: hexOf(record),
    version: hexOf(platformHasher.sha256(packets[i]?.body ?? new Uint8Array())),
  }));
  return ok({ records });
}

/** Gives back what stood there before an act, in the opposite order, as an act of its own (OG22). ENTRY_STALE: somebody has changed the
 *  same since; UNREADABLE: what stood there does not open; codes of `enterOrgSteps`. */
export async function undoOrg(safe: Safe, { records }: OrgDone): Promise<Result<OrgDone>> {
  const begun = await beginOrgAct(safe);
  if (!begun.ok) return begun;
  const steps: OrgStep[] = [];
  for (const { recordId, version } of records.toReversed()) {
    const step = await stepBack(safe, Safe.idOf(recordId), version);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return enterOrgSteps(safe, steps);
}

async function stepBack(safe: Safe, record: Id, version: string): Promise<Result<OrgStep>> {
  const newest = newestVersion(safe, record);
  if (newest === undefined || hexOf(newest.entryHash) !== version) return fail('ENTRY_STALE');
  const kind = newest.body.kind === WIRE_KINDS.orgUnit ? WIRE_KINDS.orgUnit : WIRE_KINDS.placement;
  const versions = await provenVersions(safe, record);
  const [before, now] = [versions.at(-2), versions.at(-1)];
  const value = before === undefined ? now && (await openOnce(safe, now)) : await openOnce(safe, before);
  if (value === undefined) return fail('UNREADABLE');
  const { state, parent, unit, ...sealed } = value;
  // What was new is taken out again: it never counted.
  const isNew = before === undefined;
  const taken = kind === WIRE_KINDS.orgUnit ? 'removed' : 'withdrawn';
  const open = { state: isNew ? taken : state, ...(parent !== undefined && { parent }), ...(unit && { unit }) };
  return ok({ kind, record, open: open as OrgStep['open'], ...(!isNew && { sealed }) });
}

function orgEntry(safe: Safe, { kind, record, open, sealed }: OrgStep) {
  const { author } = safe;
  const key = organisationKey(safe);
  if (key === undefined) throw new Error('OG1: beginOrgAct asks for the key');
  const draft = {
    kind,
    schemaVersion: 1,
    record,
    parent: newestVersion(safe, record),
    open,
    coSigners: [userCoSigner(author)],
    ...(sealed !== undefined && {
      sealed: new Map([['admin', sealed] as const]),
      keyOf: () => compartmentKey(key, 'admin'),
    }),
  };
  return buildEntry(draft, author);
}
