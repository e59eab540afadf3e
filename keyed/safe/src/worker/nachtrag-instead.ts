import { kindByName, type PlainRecord } from '@siegel/akten';
import { hexOf, ok, type Result } from '@siegel/wire';
import type { EintragWish, WriteOutcome } from '../channel/akte-api.ts';
import { freigabeMarkOf } from '../freigabe/freigabe-marks.ts';
import { lateChange, sealNachtrag } from '../freigabe/seal-nachtrag.ts';
import { Safe } from '../safe/safe.ts';
import { changeWords } from './change-words.ts';
import type { SafeSession } from './safe-session.ts';
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
  const change = lateChange(kindByName(wish.kind).code, wish.value as PlainRecord, changeWords);
  const sealed = await sealNachtrag(safe, { target, ...change });
  if (!sealed.ok) return sealed;
  // What waited of the Eintrag itself says the same, and could only be refused.
  const written = await writeAndTell(session, [wish.personId], { packets: [sealed.value.packet], instead: target });
  if (!written.ok) return written;
  return ok({ recordId: hexOf(sealed.value.record), saved: written.value.saved, isNachtrag: true });
}
