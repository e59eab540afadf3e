import { FORMS, type RecordKind } from '@siegel/akten';
import {
  buildEntry,
  compartmentKey,
  deviceNameOf,
  type EntryDraft,
  isUnreadable,
  openRecord,
  userCoSigner,
} from '@siegel/seal';
import { fail, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import type { HouseSafe } from '../snapshot/quick-start.ts';
import { newestVersion } from './newest-version.ts';
import type { Safe } from './safe.ts';

/** What is sealed and under which key, for the name of a device: colleagues read it, the server does not (DV24). Nothing for an
 *  empty name, or where this user does not hold the organisation's newest key. */
export function sealedName({ follower, keys }: Safe, text: string): Pick<EntryDraft, 'sealed' | 'keyOf'> {
  const name = deviceNameOf(text);
  const groups = follower.membership.groupsAt(follower.head.size);
  const organisation = groups.find(({ groupKind }) => groupKind === 'organisation');
  const key = organisation === undefined ? undefined : keys.groupKey(organisation.group);
  if (name === '' || key === undefined) return {};
  return { sealed: new Map([['admin', { name }]]), keyOf: (compartment) => compartmentKey(key, compartment) };
}

/** Gives a device a name. RIGHT_MISSING for one of somebody else without the right to administer, or without the key;
 *  DEVICE_NAME_MISSING. */
export async function nameDevice(safe: Safe, device: Id, text: string): Promise<Result<true>> {
  const { follower, author } = safe;
  const known = follower.membership.deviceAt(device, follower.head.size);
  if (known?.active !== true) return fail('SLOT_UNKNOWN');
  if (deviceNameOf(text) === '') return fail('DEVICE_NAME_MISSING');
  const named = sealedName(safe, text);
  if (named.sealed === undefined) return fail('RIGHT_MISSING');
  const { user, ed25519Public, xwingPublic } = known;
  const draft = {
    kind: WIRE_KINDS.device,
    schemaVersion: 1,
    record: device,
    parent: newestVersion(safe, device),
    open: { user, ed25519Public, xwingPublic, state: 'active' },
    coSigners: [userCoSigner(author)],
    ...named,
  };
  const written = await safe.write([await buildEntry(draft, author)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(device);
  return fail('OFFLINE');
}

/** Names of devices by device id, as far as they open here. */
export async function deviceNames(safe: HouseSafe): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { newest } of safe.records.recordsOfAkte(ZERO_ID)) {
    if (newest.body.kind !== WIRE_KINDS.device || newest.body.parts.length === 0) continue;
    const name = deviceNameOf(await openFormName(safe, newest));
    if (name !== '') names.set(hexOf(newest.body.record), name);
  }
  return names;
}

/** The sealed name of a group, a site, a role or a device; empty when it has none or does not open. */
export async function openFormName(safe: HouseSafe, version: RecordVersion): Promise<string> {
  const form = FORMS.find(({ code }) => code === version.body.kind);
  if (form === undefined) return '';
  const kind = { ...form, mergeable: false } as unknown as RecordKind;
  const opened = await openRecord(kind, version, {
    envelopeOf: (part) => safe.cache.envelopeOf(part),
    keyOf: (compartment, part) => safe.keys.keyOf(ZERO_ID, compartment, part),
  });
  const name = isUnreadable(opened) ? undefined : (opened.value as { readonly name?: unknown }).name;
  return typeof name === 'string' ? name : '';
}
