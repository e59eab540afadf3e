import { kindByCode, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { decodeBody, type EntryPacket } from '@siegel/wire';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import { lateChange, sealNachtrag } from '../freigabe/seal-nachtrag.ts';
import { openPacket } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { changeWords } from './change-words.ts';

/** Makes Nachtraege of changes that waited on this device and were refused because their Eintrag was released meanwhile (FG12). The
 *  journal must be followed to its end. @returns whether there was one. */
export async function nachtragOfRefused(safe: Safe): Promise<boolean> {
  let isMade = false;
  for (const { packets, error } of [...safe.outbox.refused]) {
    const [packet, ...more] = packets;
    if (packet === undefined || more.length > 0 || error.code !== 'RECORD_FROZEN') continue;
    isMade = (await makeOne(safe, packet)) || isMade;
  }
  return isMade;
}

async function makeOne(safe: Safe, packet: EntryPacket): Promise<boolean> {
  const body = decodeBody(packet.body);
  const kind = kindByCode(body.kind);
  if (kind === undefined || !('eintrag' in kind)) return false;
  // A server that only says so does not turn a change into something else.
  if ((await freigabeMarkOf(safe, body.record)).state !== 'Freigegeben') return false;
  const mine = await openPacket(safe, packet, body);
  if (isUnreadable(mine)) return false;
  const change = lateChange(body.kind, mine.value as PlainRecord, changeWords);
  const sealed = await sealNachtrag(safe, { target: body.record, ...change });
  return sealed.ok && (await safe.write([sealed.value.packet], body.record)).ok;
}
