import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from './safe.ts';

/** True when every part of a version has come to this device. */
export function hasParts({ cache }: Safe, { body }: RecordVersion): boolean {
  return body.parts.every((part) => cache.envelopeOf(part) !== undefined);
}
