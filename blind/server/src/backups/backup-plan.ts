import type { ReadView, WriteTx } from '@siegel/store';
import { type ControlMessage, decodeCbor, encodeCbor, type ErrorCode } from '@siegel/wire';
import { BACKUP_PREFIX } from './backup-records.ts';
import type { NightMark } from './night-mark.ts';

export type BackupPlan = ControlMessage<'backupPlan'>;

/** When most practices are closed. */
const DEFAULT_PLAN: BackupPlan = { isOn: true, minute: 120, zone: 'Europe/Berlin' };
const PLAN_KEY = `${BACKUP_PREFIX}plan`;
const NIGHTS_KEY = `${BACKUP_PREFIX}nights`;

/** Why the daily backup could not be made. */
export interface DailyFailure {
  readonly code: ErrorCode;
  readonly at: number;
  readonly tries: number;
}

/** Where the plan stands; outlives the process. */
export interface Nights {
  /** The last daily backup; null: nobody could open one yet. */
  readonly made: NightMark | null;
  /** The last nightly comparison. */
  readonly compared: NightMark | null;
  /** When one was begun that has not ended: where a process finds it at its start, the one before was ended in the middle. */
  readonly begunAt: number | null;
  readonly failure: DailyFailure | null;
}

const NO_NIGHTS: Nights = { made: null, compared: null, begunAt: null, failure: null };

/** `02:00 Europe/Berlin`, or `off`: as the log says it. */
export function planText({ isOn, minute, zone }: BackupPlan): string {
  const two = (count: number) => String(count).padStart(2, '0');
  return isOn ? `${two(Math.floor(minute / 60))}:${two(minute % 60)} ${zone}` : 'off';
}

export async function planOf(view: Pick<ReadView, 'secret'>): Promise<BackupPlan> {
  const kept = await view.secret(PLAN_KEY);
  if (kept === undefined) return DEFAULT_PLAN;
  const [isOn, minute, zone] = decodeCbor(kept) as readonly [boolean, number, string];
  return { isOn, minute, zone };
}

export function putPlan(tx: WriteTx, { isOn, minute, zone }: BackupPlan): Promise<void> {
  return tx.putSecret(PLAN_KEY, encodeCbor([isOn, minute, zone]));
}

export async function nightsOf(view: Pick<ReadView, 'secret'>): Promise<Nights> {
  const kept = await view.secret(NIGHTS_KEY);
  if (kept === undefined) return NO_NIGHTS;
  const [made, compared, begunAt, failure] = decodeCbor(kept) as unknown as KeptNights;
  return { made: markIn(made), compared: markIn(compared), begunAt, failure: failureIn(failure) };
}

export function putNights(tx: WriteTx, { made, compared, begunAt, failure }: Nights): Promise<void> {
  const failed = failure === null ? null : [failure.code, failure.at, failure.tries];
  return tx.putSecret(NIGHTS_KEY, encodeCbor([markTo(made), markTo(compared), begunAt, failed]));
}

type KeptMark = readonly [number, number, number | null] | null;
type KeptNights = readonly [KeptMark, KeptMark, number | null, readonly [ErrorCode, number, number] | null];

function markTo(mark: NightMark | null): KeptMark {
  return mark === null ? null : [mark.at, mark.slot, mark.behind];
}

function markIn(kept: KeptMark): NightMark | null {
  return kept === null ? null : { at: kept[0], slot: kept[1], behind: kept[2] };
}

function failureIn(kept: KeptNights[3]): DailyFailure | null {
  return kept === null ? null : { code: kept[0], at: kept[1], tries: kept[2] };
}
