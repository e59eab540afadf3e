import type { TypedKuerzel } from '@siegel/akten';
import type { OwnStep } from '@siegel/safe';
import { kuerzelNamed, type LineWish, typeInto, withKuerzel } from './command-line.ts';
import type { CommandInputProps } from './command-props.ts';
import type { Draft } from './drafts.ts';
import type { useCommandSending } from './use-command-sending.ts';
import type { useLineHelp } from './use-line-help.ts';

/** What the acts of the line work with. */
interface ActsGiven extends Pick<CommandInputProps, 'drafts' | 'onUp'> {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly typed: readonly TypedKuerzel[];
  readonly wish: LineWish;
  readonly suggestions: readonly TypedKuerzel[];
  readonly isHelp: boolean;
  readonly isEmpty: boolean;
  readonly help: ReturnType<typeof useLineHelp>;
  readonly setIsClosed: (isClosed: boolean) => void;
  readonly sending: ReturnType<typeof useCommandSending>;
  readonly step: OwnStep | undefined;
}

/** What Enter, Esc and the arrows do, by what stands above the line (AL7, AL8). */
export function commandActs(given: ActsGiven) {
  const { draft, setDraft, drafts, typed, wish, suggestions, isHelp, isEmpty, help, setIsClosed, sending, step, onUp } =
    given;

  function set(next: Draft): void {
    setIsClosed(false);
    help.close();
    setDraft(next);
  }
  const choose = (example: string) => set({ ...draft, ...typeInto({ kuerzel: undefined, text: '' }, example, typed) });
  const fix = (kuerzel: string) => {
    const named = kuerzelNamed(kuerzel, typed);
    if (named !== undefined) set({ ...draft, ...withKuerzel(named, '') });
  };
  const acts = {
    /** With Strg the line is done as it stands: whoever hands in has not begun a Kuerzel. */
    handIn: () => sending.send(step),
    enter() {
      const [first] = suggestions;
      const example = isHelp ? help.chosen() : undefined;
      if (example !== undefined) choose(example);
      else if (wish.as === 'help') return;
      else if (first === undefined) sending.send();
      else fix(first.kuerzel);
    },
    escape() {
      // First what lies above the line goes, then the line is left with its text as a draft (AL8).
      if (isHelp) {
        help.close();
        if (wish.as === 'help') setDraft({ ...draft, text: '' });
      } else if (suggestions.length > 0) setIsClosed(true);
      else onUp();
    },
    up() {
      const last = drafts.memory.lastLine;
      if (isHelp) return help.move(-1);
      if (isEmpty && last !== undefined) return setDraft({ ...last, day: draft.day });
      // What was only called back and not touched is no draft.
      if (last !== undefined && last.text === draft.text && last.kuerzel === draft.kuerzel)
        setDraft({ ...draft, kuerzel: undefined, text: '' });
      return onUp();
    },
    down() {
      if (isHelp || isEmpty) help.move(1);
    },
  };
  return { set, choose, fix, acts };
}
