import { useState } from 'react';
import { localDay } from '../text/format.ts';
import { commandActs } from './command-acts.ts';
import { suggestKuerzel, typeInto, wishOf } from './command-line.ts';
import type { CommandInputProps } from './command-props.ts';
import { useHouseTypes } from './entry-types.ts';
import { stepOf } from './hand-in.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';
import { useCommandSending } from './use-command-sending.ts';
import { useDraft } from './use-draft.ts';
import { useLineHelp } from './use-line-help.ts';
import { useLineWork } from './use-line-work.ts';

/** What stands in the command line, what it is understood as, what stands above it, and what its keys do. */
export function useCommand({ personId, drafts, onWrite, ownStep, onUp }: Omit<CommandInputProps, 'attach' | 'ref'>) {
  const labelOf = useKuerzelLabel();
  const { typed } = useHouseTypes();
  const [draft, setDraft] = useDraft(drafts, personId, { kuerzel: undefined, text: '', day: localDay(Date.now()) });
  const [isClosed, setIsClosed] = useState(false);
  const wish = wishOf(draft, typed);
  const work = useLineWork(wish.as, draft, { personId, onWrite });
  const sending = useCommandSending(draft, setDraft, { personId, drafts, onWrite, work, wish });
  const step = wish.as === 'eintrag' ? stepOf(wish.kuerzel.kind, ownStep) : undefined;
  const help = useLineHelp(typed);
  const isHelp = help.at !== undefined || wish.as === 'help';
  const suggestions =
    draft.kuerzel === undefined && !isClosed && !isHelp ? suggestKuerzel(draft.text, labelOf, typed) : [];
  const isEmpty = draft.text === '' && draft.kuerzel === undefined;
  const given = {
    draft,
    setDraft,
    drafts,
    typed,
    wish,
    suggestions,
    isHelp,
    isEmpty,
    help,
    setIsClosed,
    sending,
    step,
    onUp,
  };
  const { set, choose, fix, acts } = commandActs(given);
  return {
    ...{ draft, setDraft, labelOf, wish, work: work.now, sending, step },
    above: { isHelp, help, suggestions, isIdle: isEmpty && !isClosed, onChoose: choose, onFix: fix },
    acts,
    onType: (text: string) => set({ ...draft, ...typeInto(draft, text, typed) }),
  };
}
