import type { KeptDayFilter, SafeStatus } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** What was done last with a filter, and what takes it back. */
export interface FilterAct {
  readonly text: string;
  readonly done?: () => Promise<Result<true>>;
}

/** The own filters of the day list, and what can be done with them; each act can be taken back (TL21). */
export type KeptFilters = ReturnType<typeof useKeptFilters>;

type Act = () => Promise<Result<true>>;

/** The filters somebody keeps, as they are now on every device. */
export function useKeptFilters({ phase, journalSize }: Pick<SafeStatus, 'phase' | 'journalSize'>) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [kept, setKept] = useState<readonly KeptDayFilter[]>([]);
  const isReady = phase === 'ready';
  const load = useCallback(async () => {
    const read = await safe.dayFilters();
    if (read.ok) setKept((before) => (JSON.stringify(before) === JSON.stringify(read.value) ? before : read.value));
  }, [safe]);
  useEffect(() => {
    if (isReady) void load();
  }, [load, isReady, journalSize]);
  const { act, ...acts } = useFilterActs(load);
  const keepOne = (filter: KeptDayFilter) => () => safe.keepDayFilter(filter);
  const forgetOne = (name: string) => () => safe.forgetDayFilter(name);

  /** Under a name that is there already it takes its place. */
  function keep(name: string, filter: Omit<KeptDayFilter, 'name' | 'order'>): Promise<boolean> {
    const before = kept.find((one) => one.name === name);
    const order = before?.order ?? Math.max(0, ...kept.map((one) => one.order + 1));
    const back = before === undefined ? forgetOne(name) : keepOne(before);
    return act(t('dayFilters.done.kept', { name }), [keepOne({ ...filter, name, order })], [back]);
  }
  function rename(filter: KeptDayFilter, name: string): Promise<boolean> {
    const there = [keepOne({ ...filter, name }), forgetOne(filter.name)];
    return act(t('dayFilters.done.renamed', { name: filter.name, next: name }), there, [
      keepOne(filter),
      forgetOne(name),
    ]);
  }
  function forget(filter: KeptDayFilter): Promise<boolean> {
    return act(t('dayFilters.done.forgotten', { name: filter.name }), [forgetOne(filter.name)], [keepOne(filter)]);
  }
  /** Changes places with its neighbour; whoever stands elsewhere than its number says gets a new one. */
  function shift(at: number, by: -1 | 1): Promise<boolean> {
    const one = kept[at];
    if (one === undefined || kept[at + by] === undefined) return Promise.resolve(false);
    const next = kept.toSpliced(at, 1).toSpliced(at + by, 0, one);
    const moved = next.flatMap((filter, order) => (filter.order === order ? [] : [{ before: filter, order }]));
    return act(
      t('dayFilters.done.moved', { name: one.name, place: at + by + 1 }),
      moved.map(({ before, order }) => keepOne({ ...before, order })),
      moved.map(({ before }) => keepOne(before)),
    );
  }
  return { kept, keep, rename, forget, shift, ...acts };
}

/** Does things with filters, says what was done, and takes it back. @param load shows the filters as they are then. */
function useFilterActs(load: () => Promise<void>) {
  const { t } = useTranslation();
  const [last, setLast] = useState<FilterAct>();
  const [failure, setFailure] = useState<Failure>();
  /** @returns whether all was done; the first that is refused ends it. */
  async function act(text: string, acts: readonly Act[], back: readonly Act[]): Promise<boolean> {
    const done = await inTurn(acts);
    setFailure(done.ok ? undefined : done.error);
    if (done.ok) setLast({ text, done: () => inTurn(back) });
    await load();
    return done.ok;
  }
  async function undo(): Promise<void> {
    if (last?.done === undefined) return;
    const undone = await last.done();
    setFailure(undone.ok ? undefined : undone.error);
    setLast(undone.ok ? { text: t('dayList.undone') } : undefined);
    await load();
  }
  return { act, last, failure, undo: () => void undo(), dismiss: () => setLast(undefined) };
}

async function inTurn(acts: readonly Act[]): Promise<Result<true>> {
  for (const act of acts) {
    const done = await act();
    if (!done.ok) return done;
  }
  return { ok: true, value: true };
}
