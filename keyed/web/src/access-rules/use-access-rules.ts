import type { AccessRulesChange, AccessRulesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** The rules and a way to change some of them. `lockOut`: the change that would end the own access, until somebody decides (AZ5). */
export function useAccessRules() {
  const safe = useSafe();
  const [view, setView] = useState<AccessRulesView>();
  const [failure, setFailure] = useState<Failure>();
  const [lockOut, setLockOut] = useState<AccessRulesChange>();
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
    setIsBusy(false);
    if (!changed.ok && changed.error.code.startsWith('OUTSIDE_') && !isSure) return setLockOut(changes);
    setIsSaved(changed.ok);
    if (changed.ok) await load();
    else setFailure(changed.error);
  }
  return { view, failure, isSaved, isBusy, save, lockOut, keep: () => setLockOut(undefined) };
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
