import type { ForPersonWish, FreigabeItem, SafeApi, SeenVersion } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { forPersonOf, type PersonWish, SILENT } from './for-person.ts';

/** What was done last. */
export type FreigabeNews =
  | { readonly is: 'released' | 'signed' | 'said'; readonly count: number }
  | { readonly is: 'returned' };

/** Choosing, ticking, releasing and returning. Ticks are for what was shown: nobody signs what nobody has seen. */
export function useFreigabeWork(items: readonly FreigabeItem[], load: () => Promise<void>) {
  const safe = useSafe();
  const [chosenId, setChosenId] = useState<string>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [wish, setWish] = useState<PersonWish>(SILENT);
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
      setWish(SILENT);
    }
    await load();
    return done.ok;
  }
  async function release(): Promise<void> {
    const forPerson = forPersonOf(wish, Date.now());
    if (forPerson === 'no-day') return;
    const isSigned = await isFirstOfTwo(safe, meant);
    const count = meant.length;
    if (await act(meant, () => safe.releaseEintraege(seenOf(meant), forPerson)))
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
  const tick = ({ recordId }: FreigabeItem) => setTicked(toggled(ticked, recordId));
  const person = personActs({ safe, meant, wish, act, setNews });
  /** Another list: what was chosen in the one before is not in it. */
  function leave(): void {
    setTicked(new Set());
    setWish(SILENT);
    setNews(undefined);
    choose(undefined);
  }
  return {
    ...{ chosen, ticked, meant, wish, setWish, failure, news, isBusy },
    ...{ choose, tick, release, giveBack, leave },
    ...person,
  };
}

/** Whether a Freigabe of these is only the first signature. */
async function isFirstOfTwo(safe: Pick<SafeApi, 'freigabeRules'>, items: readonly FreigabeItem[]): Promise<boolean> {
  const rules = await safe.freigabeRules();
  const isFirst = items.some(({ freigabe }) => freigabe.first === undefined);
  return rules.ok && rules.value.responsible === 'two' && isFirst;
}

/** Saying when the person sees what is meant. */
function personActs({
  safe,
  meant,
  wish,
  act,
  setNews,
}: {
  safe: Pick<SafeApi, 'releaseToPerson'>;
  meant: readonly FreigabeItem[];
  wish: PersonWish;
  act: (of: readonly FreigabeItem[], run: () => Promise<Result<true>>) => Promise<boolean>;
  setNews: (news: FreigabeNews) => void;
}) {
  async function say(forPerson: ForPersonWish): Promise<void> {
    const recordIds = meant.map(({ recordId }) => recordId);
    if (await act(meant, () => safe.releaseToPerson(recordIds, forPerson)))
      setNews({ is: 'said', count: recordIds.length });
  }
  async function sayToPerson(): Promise<void> {
    const forPerson = forPersonOf(wish, Date.now());
    if (forPerson !== 'no-day' && forPerson !== undefined) await say(forPerson);
  }
  /** FG38: the talk has been held, from now on the person sees it. */
  async function talked(): Promise<void> {
    if (meant.every(({ freigabe }) => freigabe.forPerson?.when === 'afterTalk')) await say({ when: 'now' });
  }
  return { sayToPerson, talked };
}

function toggled(ticked: ReadonlySet<string>, recordId: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(recordId)) next.add(recordId);
  return next;
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
