import type { AccessRulesChange, AccessRulesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A change that waits for a decision, and what it would do to whoever makes it. */
interface LockOut {
  readonly changes: AccessRulesChange;
  readonly code: Failure['code'];
}

function endsOwnAccess({ code }: Failure): boolean {
  return code.startsWith('OUTSIDE_') || code === 'FACTOR_MISSING' || code === 'FACTOR_NEEDED';
}

/** The rules and a way to change some of them. `lockOut`: the change that would end the own access, until somebody decides (AZ5). */
export function useAccessRules() {
  const safe = useSafe();
  const [view, setView] = useState<AccessRulesView>();
  const [failure, setFailure] = useState<Failure>();
  const [lockOut, setLockOut] = useState<LockOut>();
  const [isSaved, setIsSaved] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const load = useCallback(async () => {
    const loaded = await safe.accessRules();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  async function save(changes: AccessRulesChange, isSure = false): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    setIsSaved(false);
    const changed = await safe.changeAccessRules(changes, isSure);
    // "Saved" is said over what stands there now.
    if (changed.ok) await load();
    setIsBusy(false);
    if (!changed.ok && !isSure && endsOwnAccess(changed.error))
      return setLockOut({ changes, code: changed.error.code });
    setIsSaved(changed.ok);
    if (!changed.ok) setFailure(changed.error);
  }
  const touch = () => setIsSaved(false);
  return { view, failure, isSaved, isBusy, save, touch, lockOut, keep: () => setLockOut(undefined) };
}

const TWO = 2;

/** A day as a date field writes it, in the time of this browser. */
export function dayOf(atMs: number): string {
  const day = new Date(atMs);
  const two = (n: number) => String(n).padStart(TWO, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The beginning of a day, ms since 1970; undefined for an empty field. */
export function startOfDay(day: string): number | undefined {
  return day === '' ? undefined : new Date(`${day}T00:00`).getTime();
}

/** The first moment behind a day. */
export function endOfDay(day: string): number | undefined {
  if (day === '') return undefined;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}

/** The last day before a moment that counts, as a date field writes it; empty: no end. */
export function lastDayBefore(untilMs: number | undefined): string {
  return untilMs === undefined ? '' : dayOf(untilMs - 1);
}
