import type { OwnStep } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import type { LineWish } from './command-line.ts';
import type { CommandInputProps } from './command-props.ts';
import type { Draft } from './drafts.ts';
import { doLine } from './do-line.ts';
import type { LineDone } from './line-given.ts';
import { lineCameBack, lineGone, lineSent } from './sent-lines.ts';
import type { useLineWork } from './use-line-work.ts';

/** What the line works with. */
interface SendingGiven extends Pick<CommandInputProps, 'personId' | 'drafts' | 'onWrite'> {
  readonly work: ReturnType<typeof useLineWork>;
  readonly wish: LineWish;
}

/** What became of the line that was done last. */
export type LineOutcome = 'hint' | 'saved' | 'kept' | `${OwnStep}Done`;

/** Why something was not done: the whole line, or the handing in of what is saved. */
interface NotDone {
  readonly failure: Failure;
  readonly isSaved: boolean;
}

/** Takes lines and does them one after the other, in the order they were sent; the line is free at once, and nothing that is typed meanwhile
 *  is lost (AL10). What is refused comes back: into the line where nothing was typed since, else beside it (AL9, AL11). */
export function useCommandSending(draft: Draft, setDraft: (draft: Draft) => void, given: SendingGiven) {
  const { t } = useTranslation();
  const safe = useSafe();
  const newest = useRef({ draft, setDraft });
  newest.current = { draft, setDraft };
  const queue = useRef<Promise<void>>(Promise.resolve());
  const [onWay, setOnWay] = useState(0);
  const [notDone, setNotDone] = useState<NotDone>();
  const [outcome, setOutcome] = useState<LineOutcome>('hint');
  const [done, setDone] = useState<{ readonly text: string; readonly done?: NonNullable<LineDone['undo']> }>();

  /** @param step what is done with what was saved. */
  function send(step?: OwnStep): void {
    const { personId, drafts, work, wish } = given;
    if (draft.text.trim() === '' || wish.as === 'help') return;
    // It says already that it will not be done.
    if (wish.as !== 'eintrag' && work.now !== undefined && work.now.run === undefined) return;
    const of = lineSent(drafts, personId, { draft, nowMs: Date.now() });
    drafts.memory.lastLine = { kuerzel: draft.kuerzel, text: draft.text, day: draft.day };
    setDraft({ ...draft, kuerzel: undefined, text: '' });
    setOnWay((count) => count + 1);
    // Worked out now, while nothing is before it; behind another line, when its turn has come.
    const settled = wish.as !== 'eintrag' && onWay === 0 ? work.settled() : undefined;
    queue.current = queue.current
      .then(() => doLine(draft, { ...given, safe, step, settled }))
      // What could not be asked is no reason to hold those behind it.
      .catch(() => undefined)
      .then((acted) => settle(of, draft, acted))
      .then(() => setOnWay((count) => count - 1));
  }
  function settle(of: string, line: Draft, acted: Result<LineDone> | string = t('line.notNow')): void {
    const { drafts } = given;
    if (typeof acted === 'object' && acted.ok) {
      lineGone(drafts, of);
      return tell(acted.value);
    }
    const reason = typeof acted === 'string' ? acted : acted.error;
    const { draft: now, setDraft: set } = newest.current;
    if (now.text !== '' || now.kuerzel !== undefined) return lineCameBack(drafts, of, reason);
    lineGone(drafts, of);
    set(line);
    setNotDone(typeof reason === 'string' ? undefined : { failure: reason, isSaved: false });
  }
  function tell({ saved, says, undo: takeBack, handed }: LineDone): void {
    const isHanded = typeof handed === 'string';
    setNotDone(isHanded || handed === undefined ? undefined : { failure: handed, isSaved: true });
    setOutcome(isHanded ? `${handed}Done` : saved ? 'saved' : 'kept');
    setDone(says === undefined ? undefined : { text: says, ...(takeBack !== undefined && { done: takeBack }) });
  }
  async function undo(): Promise<void> {
    const undone = await done?.done?.();
    if (undone === undefined) return;
    setNotDone(undone.ok ? undefined : { failure: undone.error, isSaved: false });
    setDone(undone.ok ? { text: t('line.undone') } : undefined);
  }
  return { onWay, notDone, outcome, send, done, undo, dismiss: () => setDone(undefined) };
}
