import { type EintragKindName, kindByName, mayBeReleased } from '@siegel/akten';
import type { OwnStep, SafeApi, WriteOutcome } from '@siegel/safe';
import { fail, type Result } from '@siegel/wire';

/** What handing in does with an Eintrag of this kind; undefined for kinds nobody releases (FG44). */
export function stepOf(kind: EintragKindName, own: OwnStep): OwnStep | undefined {
  return mayBeReleased(kindByName(kind).code) ? own : undefined;
}

/** Releases or presents what was written a moment ago, in exactly that version. OFFLINE while it waits on this device (FG15). */
export async function handIn(safe: SafeApi, step: OwnStep, written: WriteOutcome): Promise<Result<true>> {
  const { recordId, head, saved } = written;
  if (!saved || head === undefined) return fail('OFFLINE');
  const seen = [{ recordId, head }];
  return step === 'present' ? safe.presentEintraege(seen, '') : safe.releaseEintraege(seen);
}
