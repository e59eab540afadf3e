import { type EintragKindName, kindByCode, kindByName, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { decodeBody, type EntryPacket, hexOf, ok, type Result } from '@siegel/wire';
import type { EintragWish, WriteOutcome } from '../channel/akte-api.ts';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import { lateChange, sealNachtrag } from '../freigabe/seal-nachtrag.ts';
import { openPacket } from '../safe/pending-entries.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import { summaryOf } from './summary.ts';
import { writeAndTell } from './write-and-tell.ts';

/** Writes what somebody typed over a released Eintrag as a Nachtrag under it (FG12); undefined when it is not released. */
export async function nachtragInstead(
  session: SafeSession,
  safe: Safe,
  wish: EintragWish,
): Promise<Result<WriteOutcome> | undefined> {
  if (wish.recordId === undefined) return undefined;
  const target = Safe.idOf(wish.recordId);
  if (safe.records.recordOf(target) === undefined) return undefined;
  if ((await freigabeMarkOf(safe, target)).state !== 'Freigegeben') return undefined;
  const change = lateChange(kindByName(wish.kind).code, wish.value as PlainRecord, wordsOf);
  const sealed = await sealNachtrag(safe, { target, ...change });
  if (!sealed.ok) return sealed;
  // What waited of the Eintrag itself says the same, and could only be refused.
  const written = await writeAndTell(session, [wish.personId], { packets: [sealed.value.packet], instead: target });
  if (!written.ok) return written;
  return ok({ recordId: hexOf(sealed.value.record), saved: written.value.saved, isNachtrag: true });
}

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
  const change = lateChange(body.kind, mine.value as PlainRecord, wordsOf);
  const sealed = await sealNachtrag(safe, { target: body.record, ...change });
  return sealed.ok && (await safe.write([sealed.value.packet], body.record)).ok;
}

function wordsOf(kind: number, value: PlainRecord): string {
  const name = kindByCode(kind)?.name;
  return name === undefined ? '' : summaryOf(name as EintragKindName, value);
}
