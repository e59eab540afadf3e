import { FailureNote } from '../parts/failure-note.tsx';
import { Kbd } from '@mantine/core';
import type { WriteOutcome } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { localDay } from '../text/format.ts';
import { addDays } from '../text/parse-day.ts';
import { CommandDay } from './command-day.tsx';
import { DEFAULT_KUERZEL, kuerzelNamed, suggestKuerzel, typeInto } from './command-line.ts';
import type { Draft, Drafts } from './drafts.ts';
import { type EintragValue, newValue } from './eintrag-text.ts';
import { useKuerzelLabel } from './kuerzel-label.ts';
import { KuerzelSuggestions } from './kuerzel-suggestions.tsx';
import { useDraft } from './use-draft.ts';

/** What the command line works on. */
export interface CommandInputProps {
  readonly personId: string;
  readonly drafts: Drafts;
  readonly onWrite: (kuerzel: string, value: EintragValue) => Promise<Result<WriteOutcome>>;
  readonly onUp: () => void;
  /** Other ways to put something into the Akte, at the end of the line. */
  readonly attach: ReactNode;
  readonly ref: Ref<HTMLInputElement>;
}

/** The command line at the bottom of the Akte: day, Kuerzel, text; Enter saves. What is not saved stays in the line. */
export function CommandInput({ personId, drafts, onWrite, onUp, attach, ref }: CommandInputProps) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const [draft, setDraft] = useDraft(drafts, personId, { kuerzel: undefined, text: '', day: localDay(Date.now()) });
  const sending = useSending(draft, setDraft, onWrite);
  const { queued } = useStatus(useSafe());
  // "Kept on this device" is true only as long as something waits there.
  const outcome = sending.outcome === 'kept' && queued === 0 ? 'hint' : sending.outcome;
  const suggestions = draft.kuerzel === undefined ? suggestKuerzel(draft.text, labelOf) : [];
  const shown = draft.kuerzel ?? DEFAULT_KUERZEL;
  const fix = (kuerzel: string) => setDraft({ ...draft, kuerzel, text: '' });
  function onEnter(): void {
    const [first] = suggestions;
    if (first === undefined) void sending.send();
    else fix(first.kuerzel);
  }
  return (
    <section className="command" aria-label={t('command.label')}>
      <FailureNote failure={sending.failure} title={t('editor.notSaved')} after={t('editor.textKept')} />
      <KuerzelSuggestions
        suggestions={suggestions}
        isIdle={draft.text === '' && draft.kuerzel === undefined}
        onChoose={fix}
      />
      <div className="command-line">
        <CommandDay day={draft.day} onDay={(day) => setDraft({ ...draft, day })} />
        <span className="vr" />
        <b className="kz" style={{ color: `var(--sg-${kuerzelNamed(shown)?.hue ?? 'grey'})` }}>
          {shown}
        </b>
        <input
          ref={ref}
          className="command-text"
          aria-label={t('command.text', { kuerzel: labelOf(shown) })}
          placeholder={draft.kuerzel === undefined ? t('command.placeholder') : ''}
          autoComplete="off"
          maxLength={20_000}
          readOnly={sending.isSending}
          value={draft.text}
          onChange={(event) => setDraft({ ...draft, ...typeInto(draft, event.currentTarget.value) })}
          onKeyDown={(event) => commandKeys(event, { draft, setDraft, onEnter, onUp })}
        />
        <span className="m t12 nw command-hint" role="status">
          {t(`command.${draft.text === '' ? outcome : 'hint'}`)} <Kbd>Enter</Kbd>
        </span>
        {attach}
      </div>
    </section>
  );
}

interface KeyActions {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly onEnter: () => void;
  readonly onUp: () => void;
}

/** Enter, Alt with arrows for the day, arrow up into the rows, backspace at the front to free the Kuerzel. */
function commandKeys(event: KeyboardEvent<HTMLInputElement>, { draft, setDraft, onEnter, onUp }: KeyActions): void {
  const { selectionStart, selectionEnd } = event.currentTarget;
  const isAtFront = selectionStart === 0 && selectionEnd === 0;
  const days = event.key === 'ArrowUp' ? 1 : -1;
  if (event.key === 'Enter') onEnter();
  else if (event.altKey && /^Arrow(?:Up|Down)$/.test(event.key)) setDraft({ ...draft, day: addDays(draft.day, days) });
  else if (event.key === 'ArrowUp') onUp();
  else if (event.key === 'Backspace' && isAtFront && draft.kuerzel !== undefined)
    setDraft({ ...draft, kuerzel: undefined });
  else return;
  event.preventDefault();
}

function useSending(draft: Draft, setDraft: (draft: Draft) => void, onWrite: CommandInputProps['onWrite']) {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [outcome, setOutcome] = useState<'hint' | 'saved' | 'kept'>('hint');
  async function send(): Promise<void> {
    const named = kuerzelNamed(draft.kuerzel ?? DEFAULT_KUERZEL);
    const text = draft.text.trim();
    if (named === undefined || text === '' || isSending) return;
    setIsSending(true);
    const written = await onWrite(named.kuerzel, newValue(named, text, draft.day));
    setIsSending(false);
    setFailure(written.ok ? undefined : written.error);
    if (!written.ok) return;
    setOutcome(written.value.saved ? 'saved' : 'kept');
    setDraft({ ...draft, kuerzel: undefined, text: '' });
  }
  return { isSending, failure, outcome, send };
}
