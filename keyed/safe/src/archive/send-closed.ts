import type { Safe } from '../safe/safe.ts';
import { closedByArchive } from './closed-akten.ts';

/** Sends what was written here without a line and refused because the person had been archived meanwhile, as soon as they are back (PM49). The
 *  journal must be followed to its end. @returns whether anything was sent. */
export function sendClosedAgain(safe: Safe): Promise<boolean> {
  return safe.outbox.sendAgain(
    ({ packets, error }) => error.code === 'PERSON_ARCHIVED' && closedByArchive(safe, packets) === undefined,
  );
}
