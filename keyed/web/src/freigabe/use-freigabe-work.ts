import type { FreigabeItem, SeenVersion } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { forPersonOf, type PersonChoice } from './for-person.ts';

/** What was done last. */
export type FreigabeNews = { readonly is: 'released' | 'signed'; readonly count: number } | { readonly is: 'returned' };

/** Choosing, ticking, releasing and returning. Ticks are for what was shown: nobody signs what nobody has seen. */
export function useFreigabeWork(items: readonly FreigabeItem[], load: () => Promise<void>) {
  const safe = useSafe();
  const [chosenId, setChosenId] = useState<string>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<PersonChoice>('silent');
  const [failure, setFailure] = useState<Failure>();
  const [news, setNews] = useState<FreigabeNews>();
  const [isBusy, setIsBusy] = useState(false);
  const chosen = items.find(({ recordId }) => recordId === chosenId);
  const marked = items.filter(({ recordId }) => ticked.has(recordId));
  const meant = marked.length > 0 ? marked : chosen === undefined ? [] : [chosen];

  async function act(of: readonly FreigabeItem[], run: () => Promise<Result<true>>): Promise<boolean> {
    if (isBusy || of.length === 0) return false;
    setIsBusy(true);
    setFailure(undefined);
    const next = nextAfter(items, of);
    const done = await run();
    setIsBusy(false);
    if (!done.ok) setFailure(done.error);
    else {
      setTicked(new Set());
      setChosenId(next?.recordId);
      setChoice('silent');
    }
    await load();
    return done.ok;
  }
  async function release(): Promise<void> {
    const isFirst = meant.some(({ freigabe }) => freigabe.first === undefined);
    const rules = await safe.freigabeRules();
    const isSigned = rules.ok && rules.value.responsible === 'two' && isFirst;
    const count = meant.length;
    const wish = forPersonOf(choice, Date.now());
    if (await act(meant, () => safe.releaseEintraege(seenOf(meant), wish)))
      setNews({ is: isSigned ? 'signed' : 'released', count });
  }
  async function giveBack(comment: string): Promise<boolean> {
    if (chosen === undefined) return false;
    const { recordId, head } = chosen;
    const isDone = await act([chosen], () => safe.returnEintrag({ recordId, head }, comment));
    if (isDone) setNews({ is: 'returned' });
    return isDone;
  }
  function choose(item: FreigabeItem | undefined): void {
    setChosenId(item?.recordId);
    setFailure(undefined);
  }
  function tick({ recordId }: FreigabeItem): void {
    const next = new Set(ticked);
    if (!next.delete(recordId)) next.add(recordId);
    setTicked(next);
  }
  return { chosen, ticked, meant, choice, setChoice, failure, news, isBusy, choose, tick, release, giveBack };
}

function seenOf(items: readonly FreigabeItem[]): readonly SeenVersion[] {
  return items.map(({ recordId, head }) => ({ recordId, head }));
}

/** The first one behind those that are done with. */
function nextAfter(items: readonly FreigabeItem[], done: readonly FreigabeItem[]): FreigabeItem | undefined {
  const left = items.filter((item) => !done.includes(item));
  const last = items.findIndex((item) => item === done.at(-1));
  return left.find((item) => items.indexOf(item) > last) ?? left.at(-1);
}
