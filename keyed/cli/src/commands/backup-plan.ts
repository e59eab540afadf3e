import {
  type BackupPlanView,
  backupsView,
  type DailyBackupView,
  listBackups,
  openHouseNames,
  setBackupPlan,
} from '@siegel/safe';
import { ERRORS, fail, ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';
import type { Console } from '../terminal/console.ts';
import { momentOf } from '../terminal/moment.ts';

/** Options of `siegel backup plan`; without any the plan is shown. */
export interface BackupPlanWish {
  /** Minutes behind midnight. */
  readonly at?: number;
  readonly zone?: string;
  readonly off?: boolean;
}

const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

const TEXT = {
  on: { de: 'Plan: jeden Tag um {at} ({zone})', en: 'Plan: every day at {at} ({zone})' },
  off: { de: 'Plan: aus. Von selbst wird kein Backup gemacht.', en: 'Plan: off. No backup is made by itself.' },
  next: { de: 'Das nächste: {at}', en: 'The next one: {at}' },
  last: { de: 'Das letzte gute: {id}, gemacht {at}', en: 'The last good one: {id}, made {at}' },
  noneGood: { de: 'Nach Plan gibt es noch kein gutes Backup.', en: 'There is no good backup by plan yet.' },
  failed: {
    de: 'Fehlgeschlagen {at}, {tries}. Versuch: {why}',
    en: 'Failed {at}, try {tries}: {why}',
  },
} as const;

/** `02:30` as minutes behind midnight; undefined for anything else. */
export function minuteOf(text: string): number | undefined {
  const [, hour, minute] = /^([0-9]{1,2}):([0-9]{2})$/.exec(text)?.map(Number) ?? [];
  if (hour === undefined || minute === undefined || minute >= MINUTES_OF_HOUR) return undefined;
  const minutes = hour * MINUTES_OF_HOUR + minute;
  return minutes < MINUTES_OF_DAY ? minutes : undefined;
}

/** False for a time zone this machine does not know. */
export function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Shows the plan of the daily backup, or changes it (CL83). `--at` and `--zone` turn it on; what is not named stays. */
export function planBackups(given: CommandGiven, { at, zone, off }: BackupPlanWish): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const { address } = safe.given;
    const list = await listBackups(address);
    if (!list.ok) return list;
    const { plan } = list.value.daily;
    if (at !== undefined || zone !== undefined || off === true) {
      const wished = { isOn: off !== true, minute: at ?? plan.minute, zone: zone ?? plan.zone };
      const set = await setBackupPlan(address, wished);
      if (!set.ok) return set;
    }
    const now = await listBackups(address);
    if (!now.ok) return now;
    const { daily } = backupsView(now.value, await openHouseNames(safe));
    if (daily === undefined) return fail('INTERNAL');
    return ok({ json: daily, lines: planLines(daily, given.console) });
  });
}

/** The plan, what comes next, and what failed. */
export function planLines(daily: DailyBackupView | undefined, console: Console): readonly string[] {
  if (daily === undefined) return [];
  const { plan, nextAtMs, lastGood, failure } = daily;
  const lines = [planLine(plan, console)];
  if (nextAtMs !== undefined) lines.push(console.text(TEXT.next, { at: momentOf(nextAtMs) }));
  if (lastGood !== undefined)
    lines.push(console.text(TEXT.last, { id: lastGood.backupId, at: momentOf(lastGood.atMs) }));
  else if (plan.isOn) lines.push(console.text(TEXT.noneGood));
  if (failure !== undefined) {
    const { atMs, tries, code } = failure;
    lines.push(console.text(TEXT.failed, { at: momentOf(atMs), tries, why: console.text(ERRORS[code]) }));
  }
  return lines;
}

function planLine({ isOn, minute, zone }: BackupPlanView, console: Console): string {
  const two = (count: number) => String(count).padStart(2, '0');
  const at = `${two(Math.floor(minute / MINUTES_OF_HOUR))}:${two(minute % MINUTES_OF_HOUR)}`;
  return isOn ? console.text(TEXT.on, { at, zone }) : console.text(TEXT.off);
}
