import type { MergeField, MergePreview, MergeWish, PersonRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

type Choice = MergeWish['choice'];

/** Two persons looked at side by side, and what somebody chose. */
export interface Merging {
  readonly preview: MergePreview | undefined;
  readonly failure: Failure | undefined;
  readonly choice: Choice;
  readonly isBusy: boolean;
  readonly choose: (name: string, side: MergeField['side']) => void;
  readonly load: () => Promise<void>;
  readonly merge: () => Promise<void>;
}

/** The first of the two stays. */
export function useMerging([stays, goes]: readonly [PersonRow, PersonRow], onMerged: () => void): Merging {
  const safe = useSafe();
  const [preview, setPreview] = useState<MergePreview>();
  const [failure, setFailure] = useState<Failure>();
  const [choice, setChoice] = useState<Choice>({});
  const [isBusy, setIsBusy] = useState(false);
  const [staysId, goesId] = [stays.personId, goes.personId];
  const load = useCallback(async () => {
    const looked = await safe.mergePreview(staysId, goesId);
    if (looked.ok) setPreview(looked.value);
    else setFailure(looked.error);
  }, [safe, staysId, goesId]);
  useEffect(() => void load(), [load]);

  async function merge(): Promise<void> {
    if (preview === undefined || isBusy) return;
    setIsBusy(true);
    const [staysHead, goesHead] = [preview.stays.head, preview.goes.head];
    const merged = await safe.mergePersons({ staysId, goesId, staysHead, goesHead, choice });
    setIsBusy(false);
    if (merged.ok) return onMerged();
    setFailure(merged.error);
    // Somebody changed one of the two: they are looked at once more, what was chosen stays chosen.
    if (merged.error.code === 'ENTRY_STALE') await load();
  }
  return {
    preview,
    failure,
    choice,
    isBusy,
    choose: (name, side) => setChoice((chosen) => ({ ...chosen, [name]: side })),
    load,
    merge,
  };
}
