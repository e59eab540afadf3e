import { type Compartment, COMPARTMENTS, type Form, FORMS, type PlainRecord, type RecordKind } from '@siegel/akten';
import { buildEntry, compartmentKey, isUnreadable, openRecord, type ParentVersion, userCoSigner } from '@siegel/seal';
import { assert, type CborValue, fail, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import type { HouseSafe } from '../snapshot/quick-start.ts';

/** All fields of one version of a house record, open and opened ones alike. */
export type HouseValue = PlainRecord;

/** Fields to set; undefined takes one away. */
export type HouseChanges = { readonly [field: string]: PlainRecord[string] | undefined };

/** The fields of a version of a house record; undefined when one of its parts does not open here. */
export async function openHouseForm(safe: HouseSafe, version: RecordVersion): Promise<HouseValue | undefined> {
  const kind = { ...formOf(version.body.kind), mergeable: false } as unknown as RecordKind;
  const opened = await openRecord(kind, version, {
    envelopeOf: (part) => safe.cache.envelopeOf(part),
    keyOf: (compartment, part) => safe.keys.keyOf(ZERO_ID, compartment, part),
  });
  return isUnreadable(opened) ? undefined : (opened.value as HouseValue);
}

/** What a new version is made of. */
export interface HouseRevision {
  readonly kind: number;
  readonly record: Id;
  /** The version it follows, with its fields; undefined for the first one. */
  readonly parent: ParentVersion | undefined;
  readonly before: HouseValue;
  readonly changes: HouseChanges;
}

/** Writes the next version of a house record: changed fields are set, all others stay; a part without a change is carried as it
 *  is (EI3). RIGHT_MISSING without the right or the organisation's newest key; ENTRY_STALE; OFFLINE: nothing is kept to be sent
 *  later (EI10). */
export async function reviseHouseForm(safe: Safe, revision: HouseRevision): Promise<Result<true>> {
  const { kind, record, parent, before, changes } = revision;
  const { fields, schemaVersion } = formOf(kind);
  const after = withChanges(before, changes);
  const open: Record<string, CborValue> = {};
  const byCompartment = new Map<Compartment, Record<string, PlainRecord[string]>>();
  for (const [name, field] of Object.entries(fields)) {
    const value = after[name];
    if (field.zone === 'open') {
      if (value !== undefined) open[name] = value as CborValue;
      continue;
    }
    const part = byCompartment.get(field.compartment) ?? {};
    byCompartment.set(field.compartment, value === undefined ? part : { ...part, [name]: value });
  }
  const touched = COMPARTMENTS.filter((compartment) =>
    Object.entries(fields).some(
      ([name, field]) => field.zone === 'sealed' && field.compartment === compartment && Object.hasOwn(changes, name),
    ),
  );
  const key = organisationKey(safe);
  if (touched.length > 0 && key === undefined) return fail('RIGHT_MISSING');
  const draft = {
    kind,
    schemaVersion,
    record,
    parent,
    open,
    coSigners: [userCoSigner(safe.author)],
    sealed: new Map(touched.map((compartment) => [compartment, byCompartment.get(compartment) ?? {}])),
    keyOf: (compartment: Compartment) => {
      assert(key !== undefined, 'EI3: a part is sealed under the key of the organisation');
      return compartmentKey(key, compartment);
    },
  };
  const written = await safe.write([await buildEntry(draft, safe.author)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(record);
  return fail('OFFLINE');
}

/** Fields after a change. */
function withChanges(before: HouseValue, changes: HouseChanges): HouseValue {
  const after = Object.entries({ ...before, ...changes });
  return Object.fromEntries(after.filter((field): field is [string, PlainRecord[string]] => field[1] !== undefined));
}

/** The newest version of a house record that counts, with its fields; undefined when there is none or it does not open here. */
export async function newestHouseForm(safe: Safe, record: Id) {
  const visible = safe.records.recordOf(record);
  const value = visible === undefined ? undefined : await openHouseForm(safe, visible.newest);
  return visible === undefined || value === undefined ? undefined : { value, parent: newestVersion(safe, record) };
}

function organisationKey({ follower: { membership, head }, keys }: Safe) {
  const organisation = membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'organisation');
  return organisation === undefined ? undefined : keys.groupKey(organisation.group);
}

function formOf(kind: number): Form {
  const form = FORMS.find(({ code }) => code === kind);
  assert(form !== undefined, 'EI3: settings lie in kinds of the journal');
  return form;
}
