import { changedFields, kindByCode, type PlainRecord, type RecordKind, validateRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { type Body, decodeBody, type EntryPacket, equalBytes, hexOf } from '@siegel/wire';
import { openPacket } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import { settleBase } from './settle-base.ts';

/** Joins changes that waited here and were refused as stale with what came in between, where that hurts nobody (AT51): kinds marked
 *  `mergeable`, different fields. Everything else stays with its conflict until a human has looked. The journal must be followed to
 *  its end. @returns whether something was joined. */
export async function joinRefused(safe: Safe): Promise<boolean> {
  let isJoined = false;
  for (const { packets, error } of [...safe.outbox.refused]) {
    const [packet, ...more] = packets;
    if (packet === undefined || more.length > 0 || error.code !== 'ENTRY_STALE') continue;
    isJoined = (await joinOne(safe, packet)) || isJoined;
  }
  return isJoined;
}

async function joinOne(safe: Safe, packet: EntryPacket): Promise<boolean> {
  const body = decodeBody(packet.body);
  const { record, parent } = body;
  const kind: RecordKind | undefined = kindByCode(body.kind);
  if (kind?.mergeable !== true || parent === null || !isAlone(safe, body)) return false;
  const mine = await openPacket(safe, packet, body);
  if (isUnreadable(mine)) return false;
  const joined = await settleBase(safe, record, { base: hexOf(parent), value: mine.value as PlainRecord });
  if (!joined.ok || !validateRecord(kind, joined.value).ok) return false;
  const theirs = await newestOf(safe, body);
  // Both wrote the same: there is nothing left to write.
  if (theirs !== undefined && changedFields(theirs, joined.value).length === 0) {
    await safe.outbox.drop(record);
    return true;
  }
  const sealed = await sealNextVersion(safe, record, joined.value);
  return sealed.ok && (await safe.write([sealed.value], record)).ok;
}

/** Nothing else of the record waits here: it would give way unseen. */
function isAlone({ outbox }: Safe, { record }: Body): boolean {
  const packets = [...outbox.waiting, ...outbox.refused.map((batch) => batch.packets)].flat();
  return packets.filter(({ body }) => equalBytes(decodeBody(body).record, record)).length === 1;
}

async function newestOf(safe: Safe, { record }: Body): Promise<PlainRecord | undefined> {
  const newest = safe.records.recordOf(record)?.newest;
  const opened = newest === undefined ? undefined : await safe.open(newest);
  return opened === undefined || isUnreadable(opened) ? undefined : (opened.value as PlainRecord);
}
