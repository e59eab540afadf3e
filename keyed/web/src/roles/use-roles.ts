import type { RolesView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** A burst of writing elsewhere is looked at once. */
const LOOK_AFTER_MS = 1_000;

/** Roles and groups; loaded anew after every change, here or elsewhere. */
export function useRoles(journalSize: number) {
  const safe = useSafe();
  const [view, setView] = useState<RolesView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.rolesView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    const timer = setTimeout(() => void load(), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [journalSize, load]);
  return { view, failure, load };
}

/** One change that is sent from a form: busy while it goes, its failure beside it. */
export function useSending(onDone: () => void) {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function send(act: () => Promise<Result<true>>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const done = await act();
    setIsBusy(false);
    if (done.ok) onDone();
    else setFailure(done.error);
  }
  return { isBusy, failure, send };
}
