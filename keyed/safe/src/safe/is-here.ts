import { COMPARTMENTS } from '@siegel/akten';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from './safe.ts';

/** True when every part of these versions has come to this device, and the key of each: an answer that came before the journal was
 *  followed to the entry of a new key leaves that key out (SL1, SF32). */
export async function areHere(safe: Safe, versions: readonly RecordVersion[]): Promise<boolean> {
  for (const { body } of versions) {
    for (const part of body.parts) {
      const compartment = COMPARTMENTS[part.compartment];
      if (compartment === undefined || safe.cache.envelopeOf(part) === undefined) return false;
      if ((await safe.keys.keyOf(body.akte, compartment, part)) === undefined) return false;
    }
  }
  return true;
}
