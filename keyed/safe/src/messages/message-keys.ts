import { type Compartment, houseMessageForm, type PlainRecord, type RecordKind } from '@siegel/akten';
import {
  type CompartmentKey,
  isUnreadable,
  messageKeyOf,
  messagePartKey,
  openMessageKey,
  openRecord,
} from '@siegel/seal';
import { equalBytes, type Id, type PartDescriptor, ZERO_ID } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';

/** What of a message opened here. */
export interface OpenedMessage {
  /** Who is meant, and what kind of entry it is. */
  readonly head: PlainRecord;
  /** Subject and text; undefined: not for this user. */
  readonly content: PlainRecord | undefined;
}

const KIND = { ...houseMessageForm, mergeable: false } as unknown as RecordKind;

/** Opens a message: who is meant with the organisation's key, the text with the message key where there is one for this user (NA2).
 *  `missing`: it is not on this device. */
export async function openMessage(safe: Safe, version: RecordVersion): Promise<OpenedMessage | 'missing' | undefined> {
  const envelopeOf = (part: PartDescriptor) => safe.cache.envelopeOf(part);
  if (version.body.parts.some((part) => envelopeOf(part) === undefined)) return 'missing';
  const houseKey = (compartment: Compartment, part: PartDescriptor) => safe.keys.keyOf(ZERO_ID, compartment, part);
  const outer = await openRecord(KIND, version, {
    envelopeOf,
    keyOf: async (compartment, part) => (compartment === 'admin' ? houseKey(compartment, part) : undefined),
    isClosed: (compartment) => compartment === 'restricted',
  });
  if (isUnreadable(outer)) return undefined;
  const head = outer.value as PlainRecord;
  const key = await partKeyOf(safe, version, head);
  if (key === undefined) return { head, content: undefined };
  const inner = await openRecord(KIND, version, {
    envelopeOf,
    keyOf: async (compartment, part) => (compartment === 'admin' ? houseKey(compartment, part) : key),
  });
  return { head, content: isUnreadable(inner) ? undefined : inner.parts.get('restricted') };
}

async function partKeyOf(
  { given }: Safe,
  { body }: RecordVersion,
  head: PlainRecord,
): Promise<CompartmentKey | undefined> {
  const forAll = head['offenerSchluessel'];
  if (forAll instanceof Uint8Array) return messagePartKey(await messageKeyOf(forAll.slice()));
  const keys = (head['keys'] ?? []) as readonly { readonly user: Id; readonly key: Uint8Array }[];
  const own = keys.find(({ user }) => equalBytes(user, given.user));
  const place = { tenant: given.tenant, message: body.record };
  const key = own === undefined ? undefined : await openMessageKey(own.key, place, given.userKey.xwing);
  return key === undefined ? undefined : messagePartKey(key);
}
