import type { OrgDone, OrgView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** Does one act; true when it was entered. `text` says afterwards what was done. */
export type OrgAct = (act: () => Promise<Result<OrgDone>>, text: string) => Promise<Result<OrgDone>>;

interface Step {
  readonly done: OrgDone;
  readonly text: string;
}

/** The chart of a day, loaded anew after every change, here or elsewhere, and the acts of this visit that can be undone (OG22). */
export function useOrg(journalSize: number) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [day, setDay] = useState<string>();
  const [view, setView] = useState<OrgView>();
  const [failure, setFailure] = useState<Failure>();
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [news, setNews] = useState<string>();
  const asked = useRef(0);
  const load = useCallback(async () => {
    const turn = (asked.current += 1);
    const loaded = await safe.orgView(day);
    // An older answer that comes later says nothing any more.
    if (turn !== asked.current) return;
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe, day]);
  useEffect(() => void load(), [load, journalSize]);
  const act: OrgAct = async (change, text) => {
    setFailure(undefined);
    const done = await change();
    if (done.ok) {
      setSteps([...steps, { done: done.value, text }]);
      setNews(text);
    }
    void load();
    return done;
  };
  async function undo(): Promise<void> {
    const last = steps.at(-1);
    if (last === undefined) return;
    const undone = await safe.undoOrg(last.done);
    setSteps(steps.slice(0, -1));
    setNews(undone.ok ? t('org.done.undone') : undefined);
    setFailure(undone.ok ? undefined : undone.error);
    void load();
  }
  return {
    view,
    failure,
    setFailure,
    act,
    undo,
    mayUndo: steps.length > 0,
    news,
    closeNews: () => setNews(undefined),
    setDay: (chosen: string | undefined) => setDay(chosen === view?.today ? undefined : chosen),
  };
}
