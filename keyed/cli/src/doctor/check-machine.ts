import { statfs } from 'node:fs/promises';
import { ok } from '@siegel/wire';
import type { CommandGiven } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';
import { failureText } from '../terminal/cli-errors.ts';
import type { DoctorCheck } from './doctor-check.ts';

const OLDEST_NODE = 24;
const FEW_MIB = 1024;
const TOO_FEW_MIB = 100;
const MIB = 1024 * 1024;

/** Whether this Node is new enough. */
export function checkNode(version: string): DoctorCheck {
  const isEnough = Number(version.split('.')[0]) >= OLDEST_NODE;
  const text = isEnough
    ? { de: 'Node {version}', en: 'Node {version}' }
    : {
        de: 'Node {version} ist zu alt; gebraucht wird {oldest} oder neuer.',
        en: 'Node {version} is too old; {oldest} or newer is needed.',
      };
  return { id: 'node', state: isEnough ? 'ok' : 'failed', text, facts: { version, oldest: OLDEST_NODE } };
}

/** Whether the disk of the profile has room. */
export async function checkDisk(path: string): Promise<DoctorCheck> {
  const { bavail, bsize } = await statfs(path);
  return diskCheck(Math.floor((bavail * bsize) / MIB));
}

/** The verdict about free space. */
export function diskCheck(freeMib: number): DoctorCheck {
  const state = freeMib < TOO_FEW_MIB ? 'failed' : freeMib < FEW_MIB ? 'warning' : 'ok';
  const text =
    state === 'ok'
      ? { de: 'Datenträger: {free} MiB frei', en: 'Disk: {free} MiB free' }
      : {
          de: 'Datenträger: nur noch {free} MiB frei. Bitte Platz schaffen.',
          en: 'Disk: only {free} MiB left. Please make room.',
        };
  return { id: 'disk', state, text, facts: { free: freeMib } };
}

/** Whether this device can sign in and open the journal. Needs the password; without one it is left out. */
export async function checkDevice(given: CommandGiven, isReachable: boolean): Promise<DoctorCheck> {
  if (!isReachable || (given.passwordFile === undefined && !process.stdin.isTTY))
    return {
      id: 'device',
      state: 'skipped',
      text: { de: 'Anmeldung nicht geprüft', en: 'Sign-in not checked' },
    };
  let size = 0;
  const opened = await withProfile(given, ({ safe }) => {
    size = safe.follower.head.size;
    return Promise.resolve(ok({ json: {}, lines: [] }));
  });
  if (opened.ok)
    return {
      id: 'device',
      state: 'ok',
      text: {
        de: 'Dieses Gerät ist freigeschaltet; Verlauf mit {size} Einträgen geprüft.',
        en: 'This device is approved; a journal of {size} entries was checked.',
      },
      facts: { size },
    };
  const text = { de: failureText(opened.error, 'de'), en: failureText(opened.error, 'en') };
  return { id: 'device', state: 'failed', text };
}
