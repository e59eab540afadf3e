import type { Result } from '@siegel/wire';
import type { SafeStatus } from '../channel/sign-in-api.ts';

/** Which way program and server are apart, if an answer says so: a reason to wait, not to close (OF12). */
export function versionGapOf(...answers: readonly Result<true>[]): SafeStatus['versionGap'] {
  for (const answer of answers) {
    if (answer.ok) continue;
    const { code } = answer.error;
    if (code === 'PROTOCOL_OUTDATED' || code === 'SERVER_OUTDATED') return code;
  }
  return undefined;
}
