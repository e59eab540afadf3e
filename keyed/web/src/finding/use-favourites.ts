import type { FavouritesView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';

const NONE: FavouritesView = { favourites: [], mayAdminister: false };

/** The favourites of the house, again after every change at any workplace. */
export function useFavourites() {
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [view, setView] = useState(NONE);
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const answer = await safe.favourites();
    if (answer.ok) setView(answer.value);
    else setFailure(answer.error);
  }, [safe]);
  useEffect(() => void load(), [load, journalSize]);
  /** Does something and shows what became of it. @returns whether it was done. */
  async function change(act: () => Promise<Result<unknown>>): Promise<boolean> {
    const done = await act();
    setFailure(done.ok ? undefined : done.error);
    await load();
    return done.ok;
  }
  return { view, failure, change, inUse: view.favourites.filter(({ isUsed }) => isUsed) };
}
