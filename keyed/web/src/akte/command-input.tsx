import { FailureNote } from '../parts/failure-note.tsx';
import { Kbd } from '@mantine/core';
import type { OwnStep } from '@siegel/safe';
import { Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { PROSE } from '../text-blocks/prose.ts';
import { later } from '../shell/later.ts';
import { CommandAbove } from './command-above.tsx';
import { CommandDay } from './command-day.tsx';
import { commandKeys } from './command-keys.ts';
import { APPOINTMENT, kuerzelNamed, type LineWish } from './command-line.ts';
import { CommandPreview } from './command-preview.tsx';
import type { CommandInputProps } from './command-props.ts';
import { unsentLines } from './sent-lines.ts';
import type { UnsentLinesProps } from './unsent-lines.tsx';
import { useCommand } from './use-command.ts';
import type { LineOutcome, useCommandSending } from './use-command-sending.ts';

const UnsentLines = later(async () => (await import('./unsent-lines.tsx')).UnsentLines);
const UndoToast = later(async () => (await import('../day-list/undo-toast.tsx')).UndoToast);

/** The command line at the bottom of the Akte: day, Kuerzel, text; Enter does what the line above says. What is not done stays in the
 *  line (AL1, AL9). */
export function CommandInput({ attach, ref, ...of }: CommandInputProps) {
  const { t } = useTranslation();
  const { draft, setDraft, labelOf, wish, work, sending, step, above, acts, onType } = useCommand(of);
  const { isHelp, help, suggestions } = above;
  const shown = shownKuerzel(draft.kuerzel, wish);
  return (
    <section className="command" aria-label={t('command.label')}>
      <CommandDone sending={sending} />
      <Unsent drafts={of.drafts} personId={of.personId} draft={draft} onDraft={setDraft} />
      <CommandAbove {...above} />
      <CommandPreview wish={wish} draft={draft} work={work} isIdle={suggestions.length > 0 || isHelp} />
      <div className="command-line">
        <CommandDay day={draft.day} onDay={(day) => setDraft({ ...draft, day })} />
        <span className="vr" />
        <b className="kz" style={{ color: `var(--sg-${shown.hue})` }}>
          {shown.kuerzel}
        </b>
        <input
          {...PROSE}
          ref={ref}
          className="command-text"
          aria-label={t('command.text', { kuerzel: labelOf(shown.kuerzel) })}
          aria-describedby="command-preview"
          aria-activedescendant={isHelp ? `command-help-${help.at ?? 0}` : undefined}
          placeholder={draft.kuerzel === undefined ? t('command.placeholder') : ''}
          autoComplete="off"
          maxLength={20_000}
          value={draft.text}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => commandKeys(event, { draft, setDraft, acts })}
        />
        <CommandHint
          outcome={draft.text === '' ? sending.outcome : 'hint'}
          onWay={sending.onWay}
          does={isHelp ? 'help' : wish.as}
          step={draft.text === '' || isHelp ? undefined : step}
        />
        {attach}
      </div>
    </section>
  );
}

/** What became of the last line: why it was not saved, or what was done, with the way back (AL9). */
function CommandDone({ sending }: { sending: ReturnType<typeof useCommandSending> }) {
  const { t } = useTranslation();
  return (
    <>
      <FailureNote
        failure={sending.notDone?.failure}
        {...(sending.notDone?.isSaved === true
          ? { title: t('command.onlySaved') }
          : { title: t('editor.notSaved'), after: t('editor.textKept') })}
      />
      {sending.done !== undefined && (
        <Suspense>
          <UndoToast last={sending.done} onUndo={() => void sending.undo()} onClose={sending.dismiss} />
        </Suspense>
      )}
    </>
  );
}

/** Lines that came back, or of which nobody knows (AL11). Its part is fetched when there is one. */
function Unsent({ drafts, ...of }: Omit<UnsentLinesProps, 'lines'>) {
  useSyncExternalStore(drafts.watch, drafts.list);
  const lines = unsentLines(drafts, of.personId);
  if (lines.length === 0) return null;
  return (
    <Suspense>
      <UnsentLines {...of} {...{ drafts, lines }} />
    </Suspense>
  );
}

/** What Enter and Strg Enter do, what is on its way, and what became of the last line. */
function CommandHint({
  outcome,
  onWay,
  does,
  step,
}: {
  outcome: LineOutcome;
  onWay: number;
  does: LineWish['as'];
  step: OwnStep | undefined;
}) {
  const { t } = useTranslation();
  const { queued } = useStatus(useSafe());
  // "Kept on this device" is true only as long as something waits there.
  const said = outcome === 'kept' && queued === 0 ? 'hint' : outcome;
  return (
    <span className="m t12 nw command-hint" role="status">
      {onWay > 0 && <span>{t('command.onWay', { count: onWay })}</span>}
      {said === 'hint' ? t(`command.does.${does}`) : onWay === 0 && t(`command.${said}`)} <Kbd>Enter</Kbd>
      {step !== undefined && (
        <>
          {' '}
          {t(`command.handsIn.${step}`)} <Kbd>{t('command.handInKey')}</Kbd>
        </>
      )}
    </span>
  );
}

function shownKuerzel(fixed: string | undefined, wish: LineWish): { readonly kuerzel: string; readonly hue: string } {
  if (wish.as === 'eintrag') return wish.kuerzel;
  if (wish.as === 'appointment') return { kuerzel: APPOINTMENT, hue: 'accent' };
  return kuerzelNamed(wish.as === 'task' ? 'AUF' : (fixed ?? 'NOT')) ?? { kuerzel: '', hue: 'grey' };
}
