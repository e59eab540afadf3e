import { ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { checkDevice, checkDisk, checkNode } from '../doctor/check-machine.ts';
import { checkBoxCertificate, checkCertificate } from '../doctor/check-certificate.ts';
import { checkFiles } from '../doctor/check-files.ts';
import { checkServer } from '../doctor/check-server.ts';
import type { DoctorCheck } from '../doctor/doctor-check.ts';
import { profileFolder, readProfile } from '../profile/profile-folder.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';

const STATE = {
  ok: { de: 'in Ordnung', en: 'ok' },
  warning: { de: 'WARNUNG', en: 'WARNING' },
  failed: { de: 'FEHLER', en: 'ERROR' },
  skipped: { de: 'ausgelassen', en: 'skipped' },
} as const;

/** Options of `siegel doctor`. */
export interface DoctorWish {
  /** Data folder of a box. */
  readonly data?: string;
}

/** Looks at machine, profile and server and says what is wrong and what to do (CL50). */
export async function doctor(given: CommandGiven, { data }: DoctorWish): Promise<CommandOutcome> {
  const folder = profileFolder(given.home, given.profile);
  if (!folder.ok) return folder;
  const checks: DoctorCheck[] = [checkNode(process.versions.node)];
  if (data !== undefined) checks.push(await checkDisk(data), await checkBoxCertificate(data, Date.now()));
  const profile = await readProfile(folder.value);
  // On a box nobody needs a profile.
  const isBoxOnly = !profile.ok && profile.error.code === 'PROFILE_MISSING' && data !== undefined;
  if (!profile.ok && !isBoxOnly) return profile;
  let isReachable = true;
  if (profile.ok) {
    const { server: origin } = profile.value.facts;
    checks.push(...(await checkFiles(folder.value)), await checkDisk(folder.value.path));
    const server = [...(await checkServer(origin, Date.now)), ...(await checkCertificate(origin, Date.now()))];
    checks.push(...server);
    isReachable = server.every(({ id, state }) => id !== 'server' || state !== 'failed');
    checks.push(await checkDevice(given, isReachable));
  }
  const lines = checks.map(
    ({ state, text, facts }) => `${given.console.text(STATE[state])}: ${given.console.text(text, facts)}`,
  );
  const json = checks.map(({ id, state, text, facts }) => ({ id, state, message: given.console.text(text, facts) }));
  return ok({ json: { checks: json }, lines, exit: exitOf(checks, isReachable) });
}

function exitOf(checks: readonly DoctorCheck[], isReachable: boolean): ExitCode {
  if (!isReachable) return EXIT.unreachable;
  if (checks.some(({ state }) => state === 'failed')) return EXIT.failed;
  return checks.some(({ state }) => state === 'warning') ? EXIT.findings : EXIT.ok;
}
