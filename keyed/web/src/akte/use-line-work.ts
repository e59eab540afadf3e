import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { laterTexts } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import type { CommandInputProps } from './command-props.ts';
import type { LineWish } from './command-line.ts';
import type { Draft } from './drafts.ts';
import type { LineWork } from './line-given.ts';

/** While somebody types, what is booked is not asked after with every key. */
const PAUSE_MS = 90;

/** What a line for an appointment or a task comes to, worked out behind the typing; `settled` is the answer to what stands there now,
 *  so that Enter never does what an older line said (AL3), `settled(true)` the one to how things are now. */
export function useLineWork(
  as: LineWish['as'],
  draft: Draft,
  { personId, onWrite }: Pick<CommandInputProps, 'personId' | 'onWrite'>,
) {
  const safe = useSafe();
  const { t } = useTranslation();
  const language = useLanguage();
  const [now, setNow] = useState<{ readonly of: string; readonly work: LineWork }>();
  // Another size: somebody may have booked, or the calendar has come.
  const { journalSize } = useStatus(safe);
  const of = `${as} ${draft.day} ${journalSize} ${draft.text}`;
  const running = useRef<{ of: string; work: Promise<LineWork> }>(undefined);
  const isWork = as === 'appointment' || as === 'task';

  function begin(isAnew = false): Promise<LineWork> {
    if (!isAnew && running.current?.of === of) return running.current.work;
    const given = { safe, t, language, personId, onWrite, day: draft.day };
    const work: Promise<LineWork> = Promise.all([import('./line-work.ts'), laterTexts()])
      .then(([{ workOf }]) => workOf(as, draft.text, given))
      .catch(() => {
        // What could not be fetched is asked for anew with the next key.
        running.current = undefined;
        return { fault: t('line.notNow') };
      });
    running.current = { of, work };
    return work;
  }
  useEffect(() => {
    if (!isWork) return undefined;
    let left = false;
    const timer = setTimeout(() => {
      void begin().then((work) => !left && setNow({ of, work }));
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the line says it all
  }, [of, isWork]);
  return { now: now?.of === of ? now.work : undefined, settled: begin };
}
