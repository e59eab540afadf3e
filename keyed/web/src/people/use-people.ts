import type { PeopleView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import type { Change } from '../access/change.ts';
import { useSafe } from '../safe/safe-context.ts';

/** A burst of writing elsewhere is looked at once. */
const LOOK_AFTER_MS = 1_000;

/** Colleagues and invitations; loaded anew after every change, here or elsewhere, and whenever somebody asks for admission. */
export function usePeople(journalSize: number) {
  const safe = useSafe();
  const [view, setView] = useState<PeopleView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.peopleView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  useEffect(() => safe.watchAdmissions(() => void load()), [safe, load]);
  useEffect(() => {
    const timer = setTimeout(() => void load(), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [journalSize, load]);
  const change: Change = async (act) => {
    setFailure(undefined);
    const done = await act();
    if (!done.ok) setFailure(done.error);
    await load();
    return done.ok ? done.value : undefined;
  };
  return { view, failure, change, load };
}
