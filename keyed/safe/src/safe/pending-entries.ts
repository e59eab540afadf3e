import { kindByCode } from '@siegel/akten';
import { openRecord, platformHasher } from '@siegel/seal';
import {
  type Body,
  decodeBody,
  type EntryPacket,
  equalBytes,
  type ErrorCode,
  hexOf,
  type Id,
  type PartDescriptor,
} from '@siegel/wire';
import type { Opened } from '../records/record-opener.ts';
import type { Safe } from './safe.ts';

/** A version that only this device has: on its way, or refused by the server. */
export interface PendingEntry {
  readonly state: 'queued' | 'conflict';
  /** Entry hash, in hex. */
  readonly head: string;
  readonly body: Body;
  readonly opened: Opened;
  /** Why the server refused it. */
  readonly code?: ErrorCode;
}

/** What was written here for the Akten of a person and is not in the journal, oldest first. */
export function pendingEntries(safe: Safe, personId: string): Promise<readonly PendingEntry[]> {
  const akten = new Set(safe.merged.aktenOf(personId).map(({ akte }) => hexOf(akte)));
  return pendingEntriesOf(safe, (akte) => akten.has(hexOf(akte)));
}

/** The same for all Akten that `isMeant`. */
export async function pendingEntriesOf(safe: Safe, isMeant: (akte: Id) => boolean): Promise<readonly PendingEntry[]> {
  const { refused, waiting } = safe.outbox;
  const entries: PendingEntry[] = [];
  const add = async (packet: EntryPacket, state: PendingEntry['state'], code?: ErrorCode) => {
    const body = decodeBody(packet.body);
    if (!isMeant(body.akte)) return;
    const opened = await openPacket(safe, packet, body);
    const head = hexOf(platformHasher.sha256(packet.body));
    entries.push({ state, head, body, opened, ...(code === undefined ? {} : { code }) });
  };
  for (const { packets, error } of refused) for (const packet of packets) await add(packet, 'conflict', error.code);
  for (const packets of waiting) for (const packet of packets) await add(packet, 'queued');
  return entries;
}

/** Opens what a packet of the outbox holds. */
export async function openPacket(safe: Safe, packet: EntryPacket, body: Body): Promise<Opened> {
  const kind = kindByCode(body.kind);
  if (kind === undefined) return { unreadable: 'PROGRAM_OUTDATED' };
  const isOf = (part: PartDescriptor) => (envelope: Uint8Array) =>
    equalBytes(platformHasher.sha256(envelope), part.envelopeHash);
  return openRecord(
    kind,
    { body, open: packet.open },
    {
      envelopeOf: (part) => packet.envelopes.find(isOf(part)) ?? safe.cache.envelopeOf(part),
      keyOf: (compartment, part) => safe.keys.keyOf(body.akte, compartment, part),
    },
  ) as Promise<Opened>;
}

/** Names the version of a record that waits on this device, and the one it began from (null for a new record); undefined when none
 *  does. */
export function waitingHeadOf(
  { outbox }: Safe,
  record: Id,
): { readonly head: string; readonly base: string | null } | undefined {
  const packet = outbox.waiting.flat().findLast(({ body }) => equalBytes(decodeBody(body).record, record));
  if (packet === undefined) return undefined;
  const { parent } = decodeBody(packet.body);
  return { head: hexOf(platformHasher.sha256(packet.body)), base: parent === null ? null : hexOf(parent) };
}
