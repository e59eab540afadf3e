import { type Accent, ACCENTS } from '@siegel/akten';
import { fail, hexOf, type Id, type Result, WIRE_KINDS } from '@siegel/wire';
import type { OrganisationChanges, OrganisationView } from '../channel/settings-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { HouseSafe } from '../snapshot/quick-start.ts';
import { newestHouseForm, openHouseForm, reviseHouseForm } from './house-form.ts';

/** Record id of the organisation's group: its sealed fields are the name and the look of the house (EI3). */
export function organisationRecord({ follower: { membership, head } }: HouseSafe): Id | undefined {
  return membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'organisation')?.group;
}

/** Name and look of the house, and the version they are of. UNREADABLE: they do not open on this device. */
export async function readOrganisation(safe: HouseSafe): Promise<Result<OrganisationView>> {
  const record = organisationRecord(safe);
  const version = record === undefined ? undefined : safe.records.recordOf(record)?.newest;
  const value = version === undefined ? undefined : await openHouseForm(safe, version);
  if (version === undefined || value === undefined) return fail('UNREADABLE');
  const { name, anschrift, kontakt, accent, logo } = value;
  return {
    ok: true,
    value: {
      version: hexOf(safe.follower.columns.hashAt(version.seq)),
      name: textOf(name),
      anschrift: textOf(anschrift),
      kontakt: textOf(kontakt),
      accent: ACCENTS.find((known) => known === accent) ?? 'petrol',
      ...(logo instanceof Uint8Array && { logo: logo.slice() }),
    },
  };
}

/** Changes name and look of the house. ENTRY_STALE: `version` is not the newest any more (EI9); ORGANISATION_NAMELESS; codes of
 *  `reviseHouseForm`. */
export async function changeOrganisation(
  safe: Safe,
  version: string,
  { logo, accent, ...texts }: OrganisationChanges,
): Promise<Result<true>> {
  const record = organisationRecord(safe);
  const newest = record === undefined ? undefined : await newestHouseForm(safe, record);
  if (record === undefined || newest?.parent === undefined) return fail('UNREADABLE');
  if (hexOf(newest.parent.entryHash) !== version) return fail('ENTRY_STALE');
  if (texts.name?.trim() === '') return fail('ORGANISATION_NAMELESS');
  const changes = {
    ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text.trim() || undefined])),
    ...(accent !== undefined && { accent: accent satisfies Accent }),
    ...(logo !== undefined && { logo: logo ?? undefined }),
  };
  const { value, parent } = newest;
  return reviseHouseForm(safe, { kind: WIRE_KINDS.group, record, parent, before: value, changes });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
