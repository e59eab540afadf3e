import type { TextBlocksView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';

const NONE: TextBlocksView['blocks'] = [];

/** The text blocks, again after every change at any workplace (TB11). */
export function useTextBlocks() {
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [view, setView] = useState<TextBlocksView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const answer = await safe.textBlocks();
    if (answer.ok) setView(answer.value);
    else setFailure(answer.error);
  }, [safe]);
  // The journal has grown: somebody may have changed one elsewhere.
  useEffect(() => void load(), [load, journalSize]);
  /** Does something and shows what became of it. @returns whether it was done. */
  async function change(act: () => Promise<Result<unknown>>): Promise<boolean> {
    const done = await act();
    setFailure(done.ok ? undefined : done.error);
    await load();
    return done.ok;
  }
  const blocks = view?.blocks ?? NONE;
  const mayWrite = view?.mayWrite === true;
  return { view, blocks, mayWrite, failure, change, clear: () => setFailure(undefined) };
}
